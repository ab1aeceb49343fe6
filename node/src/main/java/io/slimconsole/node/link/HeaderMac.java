package io.slimconsole.node.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The header MAC's key on one link, in the form that is quickest to use: both HMAC pads, and the link id that every
/// input begins with.
///
/// Unchanging; may be used on any thread, by the [HeaderAuthenticator] of that thread.
///
/// @see "data-plane.md 3.6"
public final class HeaderMac {
    private static final byte[] DOMAIN = "SLIM-DP-HDR-v1\0".getBytes(US_ASCII);
    private static final int LEAST_KEY_BYTES = 32;

    /// SHA-256 works on blocks of this size, and so does HMAC's padding (RFC 2104).
    static final int BLOCK = 64;

    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final byte[] innerStart;
    private final byte[] outerStart;

    /// @param key 32 bytes
    public HeaderMac(byte[] key, String linkId) {
        if (key.length < LEAST_KEY_BYTES || key.length > BLOCK) {
            throw new IllegalArgumentException("header_mac key must be at least 32 bytes");
        }
        if (linkId.isEmpty()) {
            throw new IllegalArgumentException("link_id must not be empty");
        }
        byte[] link = linkId.getBytes(UTF_8);
        innerStart =
                ByteBuffer.allocate(BLOCK + DOMAIN.length + Integer.BYTES + link.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(pad(key, INNER_PAD))
                        .put(DOMAIN)
                        .putInt(link.length)
                        .put(link)
                        .array();
        outerStart = pad(key, OUTER_PAD);
    }

    private static byte[] pad(byte[] key, byte with) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= with;
        }
        return block;
    }

    /// The inner pad, and what the MAC's input begins with on this link.
    byte[] innerStart() {
        return innerStart;
    }

    byte[] outerStart() {
        return outerStart;
    }

    @Override
    public String toString() {
        return "HeaderMac(32 bytes)";
    }
}
