package io.slimconsole.persistence;

import org.jspecify.annotations.Nullable;

/// Something could not be stored or read; the message says what, where, and what would help.
public final class PersistenceException extends RuntimeException {
    /// What went wrong, for the caller to branch on.
    public enum Reason {
        DISK_FULL,
        NOT_WRITABLE,
        DAMAGED,
        /// The database was closed before.
        CLOSED,
        FAILED
    }

    private final Reason reason;

    public PersistenceException(Reason reason, String message) {
        this(reason, message, null);
    }

    public PersistenceException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
