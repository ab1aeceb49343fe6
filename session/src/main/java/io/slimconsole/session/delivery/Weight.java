package io.slimconsole.session.delivery;

import com.google.protobuf.ByteString;

import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import java.util.Map;

/// What it takes to keep a message, in bytes, near enough for a limit.
final class Weight {
    private static final int HEADER = 256;

    private Weight() {}

    static long of(SessionMessage message) {
        return message.body() instanceof Body.Data(String type, ByteString blob)
                ? of(type, blob, message.metadata())
                : of("", ByteString.EMPTY, message.metadata());
    }

    static long of(Payload payload) {
        return of(payload.type(), payload.blob(), payload.metadata());
    }

    private static long of(String type, ByteString blob, Map<String, String> metadata) {
        long weight = HEADER + (long) type.length() + blob.size();
        for (var entry : metadata.entrySet()) {
            weight += (long) entry.getKey().length() + entry.getValue().length();
        }
        return weight;
    }
}
