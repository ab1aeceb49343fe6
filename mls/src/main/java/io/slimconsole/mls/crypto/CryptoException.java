package io.slimconsole.mls.crypto;

import java.util.Objects;

/// Keys, ciphertexts or signatures from a peer that the cipher suite refuses; the message says why, never what the bytes
/// are.
public final class CryptoException extends Exception {
    private static final long serialVersionUID = 1;

    CryptoException(String message) {
        super(message);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
