package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.block.EncodedBlock;
import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.Chain;
import io.slimconsole.persistence.audit.seal.Generation;
import io.slimconsole.persistence.audit.seal.Sealed;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoreException;
import io.slimconsole.persistence.audit.store.StoreWriter;
import io.slimconsole.persistence.audit.store.StoredBlock;
import io.slimconsole.persistence.audit.store.TrailId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Appends to one trail: entries become blocks, blocks are chained, segments closed.
///
/// What was appended since the last transaction goes into a small block. The small ones at the end, the tail, are replaced by one as soon as their
/// entries fill a block. Belongs to the writer's thread.
///
/// @param <B> the trail's blocks
final class TrailWriter<B extends Block<B>> {
    static final int BLOCKS_PER_SEGMENT = 256;
    static final long SEGMENT_MICROS = Duration.ofDays(1).toNanos() / 1_000;

    /// What of that which waits is written.
    enum Extent {
        /// Full blocks. Entries beyond them only if there is none: with so many messages, their block is full soon.
        FULL_BLOCKS,
        ALL,
        /// All of it, and with that the segment ends.
        CLOSE_SEGMENT
    }

    private static final Logger LOG = LoggerFactory.getLogger(TrailWriter.class);

    /// With more small blocks than this at the end, they become one that still grows.
    private static final int TAIL_BLOCKS = 64;

    private static final int MOST_SPARE = 40;

    private final BlockKind<B> kind;
    private final TrailId trail;
    private AuditKeys keys;
    private Generation generation;
    private Chain chain;
    private TrailEnd end = new TrailEnd();

    /// Full blocks that aren't stored, or only in part; oldest first.
    private final Deque<B> full = new ArrayDeque<>();

    private B open;

    /// Blocks to be used again: new ones would be most of what the writer leaves to the garbage collector.
    private final Deque<B> spare = new ArrayDeque<>();

    private volatile Snapshot snapshot = Snapshot.EMPTY;

    TrailWriter(BlockKind<B> kind, AuditKeys keys) {
        this.kind = kind;
        this.trail = kind.trail();
        this.keys = keys;
        this.generation = keys.newest();
        this.chain = new Chain(trail.word(), generation);
        this.open = kind.make(1, generation.tags());
    }

    /// The block that takes the next entry.
    B room() {
        if (open.isFull()) {
            full.add(open);
            open = fresh(next());
        }
        return open;
    }

    private B fresh(long first) {
        B stored = spare.poll();
        return stored == null
                ? kind.make(first, generation.tags())
                : kind.again(stored, first, generation.tags());
    }

    /// Sequence of the next entry.
    long next() {
        return open.first() + open.count();
    }

    boolean hasWork() {
        return next() - 1 > end.last;
    }

    int fullBlocks() {
        return full.size();
    }

    /// Entries that aren't stored yet.
    long waiting() {
        return next() - 1 - end.last;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Sealed sealed() {
        return end.sealed();
    }

    /// Goes on where the stored trail ends. Entries that wait, and aren't there, come after it.
    ///
    /// @param sealed sequence that the seal names: what is missing up to there was cut off, and its numbers are not given again
    void load(AuditStore store, AuditKeys current, long sealed) {
        var stored = new TrailEnd();
        store.blocks(trail).forEach(stored::add);
        stored.segments.addAll(store.segments(trail));
        stored.last =
                Math.max(stored.snapshot().newest(), Math.max(sealed, store.newestBlock(trail)));
        long firstOfTail = readTail(store, stored, current);
        List<B> waiting = List.copyOf(full);
        B lastWaiting = open;
        long before = end.last;

        keys = current;
        generation =
                stored.segment()
                        .flatMap(segment -> current.generation(segment.generation()))
                        .orElse(current.newest());
        chain = new Chain(trail.word(), generation);
        full.clear();
        spare.clear();
        open = kind.make(firstOfTail, generation.tags());
        end = stored;
        for (StoredBlock block : tail(stored, firstOfTail)) {
            open.appendRows(
                    kind.decode(block.header(), store.body(trail, block.first()).orElseThrow()), 0);
        }
        // entries that were on their way when the log was closed are there already if their commit
        // came through
        boolean sameLog = before <= stored.last;
        waiting.forEach(block -> appendWaiting(block, sameLog ? stored.last : before));
        appendWaiting(lastWaiting, sameLog ? stored.last : before);
        snapshot = end.snapshot();
    }

    private static List<StoredBlock> tail(TrailEnd stored, long from) {
        return stored.blocks.stream().filter(block -> block.first() >= from).toList();
    }

    private void appendWaiting(B block, long after) {
        int from = Math.clamp(after + 1 - block.first(), 0, block.count());
        var rest = kind.make(block.first() + from, generation.tags());
        rest.appendRows(block, from);
        if (rest.count() == 0) {
            return;
        }
        if (open.count() > 0 && open.count() + rest.count() > Block.FULL) {
            full.add(open);
            open = kind.make(next(), generation.tags());
        }
        open.appendRows(rest, 0);
    }

    /// Sets the end's MACs. A tail that isn't as it was written stays as it is, for verification to find.
    ///
    /// @return sequence from which on entries can be merged with those to come
    private long readTail(AuditStore store, TrailEnd stored, AuditKeys current) {
        int from = stored.blocks.size();
        while (from > 0 && stored.blocks.get(from - 1).header().tail()) {
            from--;
        }
        byte[] before = macBefore(stored, from);
        stored.mac = stored.blocks.isEmpty() ? before : stored.blocks.getLast().mac();
        stored.macBeforeTail = before;
        stored.tailBlocks = stored.blocks.size() - from;
        if (stored.tailBlocks > 0 && stored.blocks.getLast().last() < stored.last) {
            stored.tailBlocks = 0; // more was there
            stored.macBeforeTail = stored.mac;
        }
        if (stored.tailBlocks > 0 && !isTailIntact(store, stored, from, current)) {
            LOG.warn(
                    "the end of the trail of {} from {} on is not as it was written",
                    trail.word(),
                    stored.blocks.get(from).first());
            stored.tailBlocks = 0;
            stored.macBeforeTail = stored.mac;
        }
        return stored.tailBlocks == 0
                ? stored.last + 1
                : stored.blocks.get(stored.blocks.size() - stored.tailBlocks).first();
    }

    private static byte[] macBefore(TrailEnd stored, int block) {
        if (block > 0 && block <= stored.blocks.size()) {
            return stored.blocks.get(block - 1).mac();
        }
        if (stored.segments.isEmpty()) {
            return Chain.beginning();
        }
        Segment last = stored.segments.getLast();
        return last.end().map(Segment.End::finalMac).orElse(last.startMac());
    }

    private boolean isTailIntact(AuditStore store, TrailEnd stored, int from, AuditKeys current) {
        Optional<Generation> by =
                stored.segment().flatMap(segment -> current.generation(segment.generation()));
        if (by.isEmpty()) {
            return false;
        }
        var expected = new Chain(trail.word(), by.get());
        byte[] mac = stored.macBeforeTail;
        try {
            for (StoredBlock block : stored.blocks.subList(from, stored.blocks.size())) {
                var row = store.rows(trail, block.first(), block.first() + 1).getFirst();
                byte[] body = store.body(trail, block.first()).orElse(new byte[0]);
                mac = expected.next(mac, row.head(), body, row.sealed());
                if (!MessageDigest.isEqual(mac, row.mac())) {
                    return false;
                }
                kind.decode(block.header(), body);
            }
            return true;
        } catch (DamagedBlockException | StoreException _) {
            return false;
        }
    }

    /// Writes what waits, within a transaction. Nothing is taken as written before [#adopt].
    ///
    /// @param now microseconds since 1970
    /// @param sealed what the seal file says of this trail
    /// @param extent how far
    TrailEnd write(StoreWriter transaction, long now, Sealed sealed, Extent extent) {
        TrailEnd next = end.copy();
        boolean close =
                extent == Extent.CLOSE_SEGMENT
                        || next.segment()
                                .filter(segment -> now - segment.begun() >= SEGMENT_MICROS)
                                .isPresent();
        for (B block : full) {
            write(block, true, transaction, next, now, sealed);
        }
        boolean complete = close || open.isFull();
        if (complete || extent != Extent.FULL_BLOCKS || full.isEmpty()) {
            write(open, complete, transaction, next, now, sealed);
        }
        if (close) {
            closeSegment(transaction, next);
        }
        return next;
    }

    private void write(
            B block,
            boolean complete,
            StoreWriter transaction,
            TrailEnd next,
            long now,
            Sealed sealed) {
        int stored = (int) (next.last + 1 - block.first());
        boolean merge = complete || next.tailBlocks >= TAIL_BLOCKS;
        if (block.count() == 0 || (stored == block.count() && !complete)) {
            return;
        }
        if (next.segment().isEmpty()) {
            var begun =
                    new Segment(
                            trail,
                            block.first(),
                            generation.number(),
                            now,
                            next.mac,
                            Optional.empty(),
                            Optional.empty());
            next.segments.add(begun);
            transaction.store(begun);
        }
        boolean replaces = merge && stored > 0;
        if (replaces) {
            transaction.deleteBlocks(trail, block.first(), next.last);
            next.dropBlocksFrom(block.first());
            next.mac = next.macBeforeTail;
        } else if (next.tailBlocks == 0) {
            next.macBeforeTail = next.mac;
        }
        EncodedBlock encoded = block.encode(merge ? 0 : stored, block.count(), !complete);
        add(encoded, replaces ? Optional.of(sealed) : Optional.empty(), transaction, next);
        next.tailBlocks = complete ? 0 : merge ? 1 : next.tailBlocks + 1;
        if (complete && next.blocksOf(next.segments.getLast()).size() >= BLOCKS_PER_SEGMENT) {
            closeSegment(transaction, next);
        }
    }

    private void add(
            EncodedBlock encoded, Optional<Sealed> sealed, StoreWriter transaction, TrailEnd next) {
        byte[] mac = chain.next(next.mac, encoded.head(), encoded.body(), sealed);
        var row =
                new StoredBlock(
                        encoded.header(),
                        next.segments.getLast().first(),
                        encoded.bytes(),
                        mac,
                        sealed);
        transaction.add(trail, encoded, row);
        next.add(row);
        next.mac = mac;
        next.last = row.last();
    }

    private void closeSegment(StoreWriter transaction, TrailEnd next) {
        if (next.segment().isEmpty()) {
            return;
        }
        Segment segment = next.segment().get();
        List<StoredBlock> blocks = next.blocksOf(segment);
        var unsigned =
                new Segment.End(
                        next.last,
                        blocks.size(),
                        blocks.stream().mapToLong(StoredBlock::bytes).sum(),
                        blocks.stream().mapToLong(b -> b.header().from()).min().orElse(0),
                        blocks.stream().mapToLong(b -> b.header().to()).max().orElse(0),
                        next.mac,
                        new byte[0]);
        Segment closed =
                segment.closed(unsigned.signed(generation.sign(segment.statement(unsigned))));
        transaction.store(closed);
        next.segments.set(next.segments.size() - 1, closed);
    }

    /// The transaction is through.
    void adopt(TrailEnd next) {
        end = next;
        if (full.isEmpty()) {
            spare.poll(); // there is less to do than there was
        }
        while (!full.isEmpty() && full.peek().first() + full.peek().count() - 1 <= end.last) {
            B stored = full.remove();
            if (spare.size() < MOST_SPARE) {
                spare.push(stored);
            }
        }
        if (end.tailBlocks == 0 && open.count() > 0 && !hasWork()) {
            open = fresh(next());
        }
        snapshot = end.snapshot();
    }

    /// From now on with other keys. The segment has to be closed, and nothing may wait.
    void use(AuditKeys others) {
        if (end.segment().isPresent() || hasWork()) {
            throw new IllegalStateException(
                    "the trail of %s has entries under %s that are not closed"
                            .formatted(trail.word(), generation));
        }
        keys = others;
        generation = keys.newest();
        chain = new Chain(trail.word(), generation);
        spare.clear();
        open = kind.make(next(), generation.tags());
    }

    /// Deletes a segment's entries, and leaves its signed stub.
    TrailEnd remove(StoreWriter transaction, Segment segment, long now, String why) {
        TrailEnd next = end.copy();
        Segment.End ended = segment.end().orElseThrow();
        byte[] statement = Segment.removalStatement(ended, now, why);
        Segment stub =
                segment.removed(new Segment.Removal(now, why, keys.newest().sign(statement)));
        transaction.deleteBlocks(trail, segment.first(), ended.last());
        if (trail == TrailId.ACTIVITY) {
            transaction.deleteContent(segment.first(), ended.last());
        }
        transaction.store(stub);
        next.dropBlocksOf(segment);
        next.segments.set(next.segments.indexOf(segment), stub);
        return next;
    }
}
