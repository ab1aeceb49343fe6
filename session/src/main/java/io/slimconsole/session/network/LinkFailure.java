package io.slimconsole.session.network;

import java.util.Objects;

/// A link could not be had, or is no more; the message says what happened, and what would help.
final class LinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean stayAway;

    /// @param stayAway whether the node wants us not to come back
    LinkFailure(String message, boolean stayAway, Throwable cause) {
        super(message, cause);
        this.stayAway = stayAway;
    }

    LinkFailure(String message) {
        super(message);
        this.stayAway = false;
    }

    boolean stayAway() {
        return stayAway;
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
