package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.RowFilter.Count;
import io.slimconsole.persistence.audit.block.Block;
import io.slimconsole.persistence.audit.block.BlockHeader;
import io.slimconsole.persistence.audit.block.DamagedBlockException;
import io.slimconsole.persistence.audit.store.TrailId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;

/// Goes through the blocks of a trail, newest first, and keeps for each how many of its entries were found. So a page anywhere in the result takes
/// a search among these numbers and a block or two.
final class Search<B extends Block<B>, E extends AuditEntry> implements Finding<E> {
    private static final Logger LOG = LoggerFactory.getLogger(Search.class);
    private static final long TELL_EVERY = Duration.ofMillis(200).toNanos();

    private final Reading<B, E, ?> reading;
    private final BlockLoader<B> loader;
    private final RowFilter<B> filter;
    private final String description;

    /// Newest first.
    private final List<Part> parts;

    private final long entries;
    private final int[] succeeded;
    private final int[] failed;

    /// How many were found in all parts before one.
    private final long[] foundBefore;

    private final long[] searchedBefore;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock timelineLock = new ReentrantLock();
    private Optional<TimelineCount> timeline = Optional.empty();

    /// Parts that were searched; written after their numbers.
    private volatile int searched;

    private volatile boolean done;
    private volatile boolean closed;

    /// Rows of a block.
    ///
    /// @param from sequence, inclusive
    /// @param to sequence, inclusive
    private record Part(BlockHeader header, long from, long to) {
        boolean isWhole() {
            return from == header.first() && to == header.last();
        }

        int count() {
            return (int) (to - from + 1);
        }
    }

    Search(
            Reading<B, E, ?> reading,
            BlockLoader<B> loader,
            RowFilter<B> filter,
            String description,
            List<BlockHeader> oldestFirst,
            long after,
            long upTo) {
        this.reading = reading;
        this.loader = loader;
        this.filter = filter;
        this.description = description;
        this.parts = parts(oldestFirst, after, upTo);
        this.entries = parts.stream().mapToLong(Part::count).sum();
        this.succeeded = new int[parts.size()];
        this.failed = new int[parts.size()];
        this.foundBefore = new long[parts.size() + 1];
        this.searchedBefore = new long[parts.size() + 1];
    }

    private static List<Part> parts(List<BlockHeader> oldestFirst, long after, long upTo) {
        List<Part> parts = new ArrayList<>();
        for (BlockHeader header : oldestFirst.reversed()) {
            long from = Math.max(header.first(), after + 1);
            long to = Math.min(header.last(), upTo);
            if (from <= to) {
                parts.add(new Part(header, from, to));
            }
        }
        return parts;
    }

    TrailId trail() {
        return reading.kind().trail();
    }

    /// What was asked for, in words.
    String description() {
        return description;
    }

    /// Searches to the end, or until it is closed. Waits for the disk.
    void run() {
        long told = System.nanoTime();
        for (int i = 0; i < parts.size() && !closed; i++) {
            Count count = count(parts.get(i));
            succeeded[i] = count.succeeded();
            failed[i] = count.failed();
            foundBefore[i + 1] = foundBefore[i] + count.all();
            searchedBefore[i + 1] = searchedBefore[i] + parts.get(i).count();
            searched = i + 1;
            long now = System.nanoTime();
            boolean first = foundBefore[i] == 0 && count.all() > 0;
            if (first || now - told > TELL_EVERY) {
                told = now;
                tell();
            }
        }
        done = true;
        tell();
    }

    private Count count(Part part) {
        Optional<Count> known = filter.count(part.header);
        if (known.isPresent() && (part.isWhole() || known.get().all() == 0)) {
            return known.get();
        }
        boolean simple = filter.needsNoColumns(part.header);
        return loader.read(part.header, simple)
                .map(block -> count(block, part, simple))
                .orElse(Count.NONE);
    }

    private Count count(B block, Part part, boolean simple) {
        IntPredicate found = filter.rows(block, simple);
        int ok = 0;
        int all = 0;
        for (long sequence = part.from; sequence <= part.to; sequence++) {
            int row = (int) (sequence - block.first());
            if (found.test(row)) {
                all++;
                if (reading.succeeded(block, row)) {
                    ok++;
                }
            }
        }
        return new Count(ok, all - ok);
    }

    private void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("a listener to a search failed");
            }
        }
    }

    @Override
    public Progress progress() {
        boolean wasDone = done;
        int seen = searched;
        return new Progress(
                foundBefore[seen],
                entries == 0 ? 1 : (double) searchedBefore[seen] / entries,
                wasDone);
    }

    @Override
    public void onProgress(Runnable listener) {
        listeners.add(listener);
        if (done) {
            listener.run();
        }
    }

    @Override
    public List<E> page(long from, int count) {
        List<E> page = new ArrayList<>(Math.min(count, 10_000));
        int seen = searched;
        if (closed || from < 0 || from >= foundBefore[seen] || count <= 0) {
            return page;
        }
        int part = Arrays.binarySearch(foundBefore, 0, seen + 1, from);
        // of parts without a find, which share their number, the last begins with the wanted one
        part = part < 0 ? -part - 2 : part;
        while (foundBefore[part + 1] <= from) {
            part++;
        }
        long skip = from - foundBefore[part];
        for (; part < seen && page.size() < count && !closed; part++) {
            if (foundBefore[part + 1] > foundBefore[part]) {
                add(parts.get(part), skip, count, page);
            }
            skip = 0;
        }
        return page;
    }

    private void add(Part part, long skip, int count, List<E> page) {
        Optional<B> loaded = loader.load(part.header);
        if (loaded.isEmpty()) {
            return;
        }
        B block = loaded.get();
        IntPredicate found = filter.rows(block);
        long left = skip;
        for (long sequence = part.to; sequence >= part.from && page.size() < count; sequence--) {
            int row = (int) (sequence - block.first());
            if (found.test(row)) {
                if (left > 0) {
                    left--;
                } else {
                    addEntry(block, row, page);
                }
            }
        }
    }

    private void addEntry(B block, int row, List<E> page) {
        try {
            page.add(reading.entry(block, row));
        } catch (DamagedBlockException e) {
            LOG.warn("entry {} can't be read: {}", block.first() + row, e.getMessage());
        }
    }

    @Override
    public Timeline timeline(TimeRange range, int buckets) {
        timelineLock.lock();
        try {
            if (timeline.filter(count -> count.isOf(range, buckets)).isEmpty()) {
                timeline = Optional.of(TimelineCount.of(range, buckets, headers()));
            }
            TimelineCount count = timeline.get();
            int seen = closed ? 0 : searched;
            for (int i = count.parts(); i < seen; i++) {
                count(i, count);
                count.partDone();
            }
            return closed
                    ? TimelineCount.of(range, buckets, List.of()).timeline()
                    : count.timeline();
        } finally {
            timelineLock.unlock();
        }
    }

    private List<BlockHeader> headers() {
        return parts.stream().map(Part::header).toList();
    }

    private void count(int index, TimelineCount into) {
        Part part = parts.get(index);
        if (succeeded[index] + failed[index] == 0
                || into.add(part.header, succeeded[index], failed[index])) {
            return;
        }
        loader.read(part.header, false)
                .ifPresent(
                        block -> {
                            IntPredicate found = filter.rows(block);
                            for (long sequence = part.from; sequence <= part.to; sequence++) {
                                int row = (int) (sequence - block.first());
                                if (found.test(row)) {
                                    into.add(block.at(row), reading.succeeded(block, row));
                                }
                            }
                        });
    }

    @Override
    public void close() {
        closed = true;
    }
}
