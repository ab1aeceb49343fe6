package io.slimconsole.session.delivery;

import io.slimconsole.session.wire.SessionMessage;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The newest messages to all, in plaintext, for members that ask for one again. As many as upstream keeps, unless they
/// are long.
///
/// @see "session.md 3.2, 3.4"
final class SentMessages {
    static final int CAPACITY = 512;
    static final long CAPACITY_BYTES = 32L << 20;

    private final SequencedMap<Integer, SessionMessage> messages = new LinkedHashMap<>();
    private long bytes;

    void add(SessionMessage message) {
        messages.putLast(message.id(), message);
        bytes += Weight.of(message);
        while (messages.size() > CAPACITY || (bytes > CAPACITY_BYTES && messages.size() > 1)) {
            bytes -= Weight.of(messages.pollFirstEntry().getValue());
        }
    }

    Optional<SessionMessage> find(int id) {
        return Optional.ofNullable(messages.get(id));
    }

    int size() {
        return messages.size();
    }
}
