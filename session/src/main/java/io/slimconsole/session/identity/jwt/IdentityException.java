package io.slimconsole.session.identity.jwt;

import java.util.Objects;

/// What an identity was set up with can't be used: a key that is none, a file that can't be read, an issuer that doesn't answer.
/// The message says which, and what would help; it shows nothing of keys and tokens.
public final class IdentityException extends Exception {
    private static final long serialVersionUID = 1L;

    IdentityException(String message) {
        super(message);
    }

    IdentityException(String message, Throwable cause) {
        super(message, cause);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
