package io.slimconsole.mls.framing;

import io.slimconsole.mls.codec.DecodeException;

/// Numbers that RFC 9420 gives to things.
///
/// @see "RFC 9420 §6, §17"
public final class Protocol {
    /// `mls10`, the only version there is.
    public static final int VERSION = 1;

    private Protocol() {}

    static void requireVersion(int version) throws DecodeException {
        if (version != VERSION) {
            throw new DecodeException("MLS version %d; there is only version 1".formatted(version));
        }
    }
}
