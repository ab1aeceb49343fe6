package io.slimconsole.mls.codec;

import java.util.Objects;

/// Bytes that are not what RFC 9420 says they should be; the message says what is wrong, never what the bytes are.
public final class DecodeException extends Exception {
    private static final long serialVersionUID = 1;

    public DecodeException(String message) {
        super(message);
    }

    /// Always there.
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
