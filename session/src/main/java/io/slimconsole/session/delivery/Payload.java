package io.slimconsole.session.delivery;

import com.google.protobuf.ByteString;

import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import java.util.HashMap;
import java.util.Map;

/// What an application publishes.
///
/// @param type as the receiving application is told
/// @param metadata in the clear, also in a session with MLS; [SessionMessage#DIRECTED] in it is ours to set, and left out
public record Payload(String type, ByteString blob, Map<String, String> metadata) {
    /// What one may weigh, metadata included: with a header and what encryption adds, a node takes
    /// it.
    public static final long LARGEST = 3_500_000;

    public Payload {
        var others = new HashMap<>(metadata);
        others.remove(SessionMessage.DIRECTED);
        metadata = Map.copyOf(others);
    }

    Body.Data body() {
        return new Body.Data(type, blob);
    }
}
