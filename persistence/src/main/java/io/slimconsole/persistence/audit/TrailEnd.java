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

    void dropBlocksFrom(long sequence) {
        while (!blocks.isEmpty() && blocks.getLast().first() >= sequence) {
            blocks.removeLast();
        }
    }

    Sealed sealed() {
        return new Sealed(last, mac);
    }

    Snapshot snapshot() {
        return new Snapshot(blocks, segments);
    }
}
