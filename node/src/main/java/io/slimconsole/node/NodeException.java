package io.slimconsole.node;

import org.jspecify.annotations.Nullable;

/// A node could not do what it was asked for; the message says what was tried, with which values, and what would
/// help.
public final class NodeException extends RuntimeException {
    /// What went wrong, for the caller to branch on.
    public enum Reason {
        /// Another program listens there.
        ADDRESS_IN_USE,
        /// The host name is unknown, or the address belongs to no interface of this machine.
        ADDRESS_INVALID,
        /// The operating system does not allow it; ports below 1024 usually.
        ADDRESS_FORBIDDEN,
        CERTIFICATE_UNREADABLE,
        PRIVATE_KEY_UNREADABLE,
        /// The private key does not belong to the certificate.
        PRIVATE_KEY_MISMATCH,
        CLIENT_CA_UNREADABLE,
        /// The node is not in the state that this call needs.
        WRONG_STATE,
        /// A local application asked for more than the limits allow.
        LIMIT_REACHED,
        FAILED
    }

    private final Reason reason;

    public NodeException(Reason reason, String message) {
        this(reason, message, null);
    }

    public NodeException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
