package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.seal.Chain;
import io.slimconsole.persistence.audit.seal.Sealed;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoredBlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a trail ends on the disk, and what a transaction does to it. A copy is changed while the transaction is under way, and takes the
/// place of the original when it is through.
final class TrailEnd {
    final List<StoredBlock> blocks;
    final List<Segment> segments;

    /// Of the last block.
    byte[] mac;

    /// Of the last block that stays as it is; the blocks after it are the tail.
    byte[] macBeforeTail;

    int tailBlocks;

    /// Sequence of the last entry that is stored.
    long last;

    private long entries;
    private long bytes;

    TrailEnd() {
        this.blocks = new ArrayList<>();
        this.segments = new ArrayList<>();
        this.mac = Chain.beginning();
        this.macBeforeTail = mac;
    }

    private TrailEnd(TrailEnd other) {
        this.blocks = new ArrayList<>(other.blocks);
        this.segments = new ArrayList<>(other.segments);
        this.mac = other.mac;
        this.macBeforeTail = other.macBeforeTail;
        this.tailBlocks = other.tailBlocks;
        this.last = other.last;
        this.entries = other.entries;
        this.bytes = other.bytes;
    }

    TrailEnd copy() {
        return new TrailEnd(this);
    }

    /// The segment that blocks are added to, if there is one.
    Optional<Segment> segment() {
        return segments.isEmpty() || segments.getLast().end().isPresent()
                ? Optional.empty()
                : Optional.of(segments.getLast());
    }

    void add(StoredBlock block) {
        blocks.add(block);
        entries += block.header().count();
        bytes += block.bytes();
    }

    private void count(StoredBlock gone) {
        entries -= gone.header().count();
        bytes -= gone.bytes();
    }

    void dropBlocksFrom(long sequence) {
        while (!blocks.isEmpty() && blocks.getLast().first() >= sequence) {
            count(blocks.removeLast());
        }
    }

    void dropBlocksOf(Segment segment) {
        blocks.removeIf(
                block -> {
                    boolean goes = block.segment() == segment.first();
                    if (goes) {
                        count(block);
                    }
                    return goes;
                });
    }

    /// Those of the segment at the end, oldest first.
    List<StoredBlock> blocksOf(Segment segment) {
        int from = blocks.size();
        while (from > 0 && blocks.get(from - 1).segment() == segment.first()) {
            from--;
        }
        return blocks.subList(from, blocks.size());
    }

    Sealed sealed() {
        return new Sealed(last, mac);
    }

    Snapshot snapshot() {
        return new Snapshot(blocks, segments, entries, bytes);
    }
}
