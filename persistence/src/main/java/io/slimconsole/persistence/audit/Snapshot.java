package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoredBlock;

import java.util.List;
import java.util.Optional;

/// What is stored of a trail at one moment.
///
/// @param blocks oldest first
/// @param segments oldest first, those that retention emptied too
/// @param entries in the blocks
/// @param bytes of the blocks
record Snapshot(List<StoredBlock> blocks, List<Segment> segments, long entries, long bytes) {
    static final Snapshot EMPTY = new Snapshot(List.of(), List.of(), 0, 0);

    Snapshot {
        blocks = List.copyOf(blocks);
        segments = List.copyOf(segments);
    }

    /// Zero if nothing was ever stored.
    long newest() {
        if (!blocks.isEmpty()) {
            return blocks.getLast().last();
        }
        return segments.isEmpty() ? 0 : segments.getLast().end().map(Segment.End::last).orElse(0L);
    }

    /// Of the entries in the newest block, in microseconds since 1970; zero if there is none.
    long newestTime() {
        return blocks.isEmpty() ? 0 : blocks.getLast().header().to();
    }

    long oldest() {
        return blocks.isEmpty() ? newest() + 1 : blocks.getFirst().first();
    }

    /// The block that holds an entry.
    Optional<BlockHeader> block(long sequence) {
        int low = 0;
        int high = blocks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            BlockHeader header = blocks.get(middle).header();
            if (header.last() < sequence) {
                low = middle + 1;
            } else if (header.first() > sequence) {
                high = middle - 1;
            } else {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }
}
