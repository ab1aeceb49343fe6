package io.slimconsole.mls.state;

/// A stored group can't be had back.
public final class RestoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why not.
    public enum Reason {
        /// Nothing is stored for that group.
        MISSING,
        /// A program of another version has written it.
        VERSION,
        /// It was sealed under another key, or changed since.
        NOT_AUTHENTIC,
        /// It is authentic, and no state of a group.
        MALFORMED,
        /// It is of a group with other rules: another cipher suite.
        RULES
    }

    public RestoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public RestoreException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
