package io.slimconsole.persistence.audit.store;

/// The log can't be opened, read or written.
public final class StoreException extends RuntimeException {
    /// For the caller to branch on.
    public enum Reason {
        /// The file is no database of ours, or parts of it can't be read.
        DAMAGED,
        /// A newer console wrote it.
        NEWER,
        /// Another process has it.
        IN_USE,
        DISK_FULL,
        /// For now at least: permissions, a disk that is gone.
        FAILED
    }

    private final Reason reason;

    StoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
