package io.slimconsole.persistence.audit;

/// What became of a message.
public enum MessageOutcome {
    /// Handed to the connections that the entry names.
    DELIVERED,
    /// Nobody had subscribed its destination.
    NO_ROUTE,
    /// Its receiver went away before it was written.
    RECEIVER_GONE,
    TTL_EXPIRED,
    MAC_MISSING,
    MAC_INVALID,
    MALFORMED
}
