package io.slimconsole.persistence.audit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

import javax.crypto.Mac;

/// The MACs of a trail's blocks: each covers the one before it, so none can be changed, moved, added or taken out.
///
/// One thread at a time.
public final class Chain {
    public static final int BYTES = 32;

    /// Before the first block of a trail.
    private static final byte[] BEGINNING = new byte[BYTES];

    private final byte[] trail;
    private final int generation;
    private final Mac mac;

    public Chain(String trail, Generation keys) {
        this.trail = trail.getBytes(UTF_8);
        this.generation = keys.number();
        this.mac = keys.mac();
    }

    public static byte[] beginning() {
        return BEGINNING.clone();
    }

    /// @param before of the block before
    /// @param sealed what the newest seal said while this block took the place of others: see [SealFile]
    public byte[] next(byte[] before, byte[] head, byte[] body, Optional<Sealed> sealed) {
        mac.update(trail);
        mac.update(
                ByteBuffer.allocate(4 * Integer.BYTES)
                        .putInt(generation)
                        .putInt(head.length)
                        .putInt(body.length)
                        .putInt(sealed.isPresent() ? 1 : 0)
                        .flip());
        mac.update(before);
        mac.update(head);
        mac.update(body);
        sealed.ifPresent(
                s -> {
                    mac.update(ByteBuffer.allocate(Long.BYTES).putLong(s.sequence()).flip());
                    mac.update(s.mac());
                });
        return mac.doFinal();
    }
}
