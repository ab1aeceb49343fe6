package io.slimconsole.persistence.audit;

/// What became of a message.
public enum MessageOutcome {
    /// Handed to the connections that the entry names.
    DELIVERED(0),
    /// Nobody had subscribed its destination.
    NO_ROUTE(1),
    /// Its receiver went away before it was written.
    RECEIVER_GONE(2),
    TTL_EXPIRED(3),
    MAC_MISSING(4),
    MAC_INVALID(5),
    MALFORMED(6);

    private final int code;

    MessageOutcome(int code) {
        this.code = code;
    }

    /// As blocks tell it: never changed.
    int code() {
        return code;
    }

    /// @param code one that no outcome has counts as the last one
    static MessageOutcome of(int code) {
        for (MessageOutcome outcome : values()) {
            if (outcome.code == code) {
                return outcome;
            }
        }
        return MALFORMED;
    }
}
