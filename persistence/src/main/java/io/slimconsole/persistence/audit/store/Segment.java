package io.slimconsole.persistence.audit.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Blocks that are signed and deleted together.
///
/// @param generation of the keys
/// @param begun microseconds since 1970
/// @param startMac of the block before its first
/// @param end empty while blocks are added to it
/// @param removal empty while its blocks are there
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
public record Segment(
        TrailId trail,
        long first,
        int generation,
        long begun,
        byte[] startMac,
        Optional<End> end,
        Optional<Removal> removal) {

    /// @param last sequence of its last entry
    /// @param bytes of heads and bodies
    /// @param from time of its earliest entry
    /// @param to time of its latest entry
    /// @param finalMac of its last block
    /// @param signature over [#statement]
    @SuppressWarnings("ArrayRecordComponent") // a row, never compared
    public record End(
            long last,
            int blocks,
            long bytes,
            long from,
            long to,
            byte[] finalMac,
            byte[] signature) {
        public End signed(byte[] other) {
            return new End(last, blocks, bytes, from, to, finalMac, other);
        }
    }

    /// @param at microseconds since 1970
    /// @param signature over [#removalStatement]
    @SuppressWarnings("ArrayRecordComponent") // a row, never compared
    public record Removal(long at, String why, byte[] signature) {}

    public Segment closed(End at) {
        return new Segment(trail, first, generation, begun, startMac, Optional.of(at), removal);
    }

    public Segment removed(Removal by) {
        return new Segment(trail, first, generation, begun, startMac, end, Optional.of(by));
    }

    /// What is signed when it is closed.
    public byte[] statement(End at) {
        return ByteBuffer.allocate(256)
                .put("SLIM Console audit segment 1".getBytes(UTF_8))
                .put((byte) trail.code())
                .putLong(first)
                .putInt(generation)
                .putLong(begun)
                .put(startMac)
                .putLong(at.last())
                .putInt(at.blocks())
                .putLong(at.bytes())
                .putLong(at.from())
                .putLong(at.to())
                .put(at.finalMac())
                .array();
    }

    /// What is signed when its blocks are deleted.
    public static byte[] removalStatement(End of, long at, String why) {
        byte[] reason = why.getBytes(UTF_8);
        return ByteBuffer.allocate(64 + of.signature().length + reason.length)
                .put("SLIM Console audit stub 1".getBytes(UTF_8))
                .put(of.signature())
                .putLong(at)
                .put(reason)
                .array();
    }
}
