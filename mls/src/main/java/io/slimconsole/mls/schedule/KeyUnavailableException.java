package io.slimconsole.mls.schedule;

import java.util.Objects;

/// There is no key for that generation: it was used, it is too far ahead, or too long ago.
public final class KeyUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    KeyUnavailableException(String message) {
        super(message);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
