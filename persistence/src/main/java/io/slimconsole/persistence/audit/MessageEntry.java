package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A message that came to the node: its header, and what became of it.
///
/// Session fields are zero where the message had none. What can't be read of a malformed message is empty.
///
/// @param at when it was read
/// @param out when it was handed to the last of the connections it left by; empty if it left by none
/// @param sessionType as on the wire, see "data-plane.md 1.3"
/// @param messageType as on the wire, see "data-plane.md 1.3"
/// @param sessionId unsigned
/// @param messageId unsigned
/// @param bytes of the whole message
/// @param from the connection that it came by
/// @param to the connections that it left by
/// @param sampled how many messages like it this entry stands for: 1 unless the log samples
public record MessageEntry(
        long sequence,
        Instant at,
        Optional<Instant> out,
        Optional<AuditName> source,
        Optional<AuditName> destination,
        int sessionType,
        int messageType,
        int sessionId,
        int messageId,
        int bytes,
        ConnectionRef from,
        List<ConnectionRef> to,
        MessageOutcome outcome,
        int sampled)
        implements AuditEntry {
    public MessageEntry {
        to = List.copyOf(to);
    }
}
