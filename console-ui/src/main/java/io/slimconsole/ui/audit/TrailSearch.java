package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.persistence.audit.Trail;
import io.slimconsole.ui.table.PagedList;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows one question through a trail: finds what is there, then what comes.
///
/// What was found once is not looked for again. New entries are looked at in small parts, each of which is asked anew
/// until it is long; when there are many parts, one search takes their place. Belongs to one thread at a time, usually a
/// sampler's; what it has found may be read by any thread.
final class TrailSearch<E extends AuditEntry, F> implements AutoCloseable {
    /// How many entries the newest part looks at before the next one begins.
    private static final long LONG = 50_000;

    private static final int MANY_PARTS = 24;

    /// How long the first rows, and new ones, are waited for: as long as nobody notices.
    private static final long PATIENCE_MILLIS = 120;

    private record Part<E extends AuditEntry>(Finding<E> finding, long after, long upTo) {
        long found() {
            return finding.progress().found();
        }
    }

    /// What was found up to a moment, newest first.
    ///
    /// @param pages reads it
    /// @param size how much it is
    /// @param atTop how much of it came since the search began
    /// @param upTo sequence of the newest entry that was looked at
    /// @param searched share of the entries that were looked at, 0 to 1
    /// @param done nothing more will be found among the entries that were there
    record Found<E>(
            PagedList.Pages<E> pages,
            long size,
            long atTop,
            long upTo,
            double searched,
            boolean done) {}

    private final Trail<E, F> trail;
    private final F filter;

    /// Newest first; the last one is the search among what was there.
    private List<Part<E>> parts;

    /// Replaces the newest part, once it is done.
    private @Nullable Part<E> next;

    /// Replaces all parts but the newest, once it is done.
    private @Nullable Part<E> whole;

    /// How much was found since the search began in parts that one search has replaced.
    private long replaced;

    /// What was found the last time: the same object for as long as nothing has changed.
    private @Nullable Chain<E> chain;

    TrailSearch(Trail<E, F> trail, F filter) {
        this.trail = trail;
        this.filter = filter;
        long newest = trail.newest();
        var first = new Part<>(trail.find(filter, 0, newest), 0, newest);
        parts = List.of(first);
        waitFor(first, 1);
    }

    /// What is found by now, of what is there by now.
    Found<E> poll() {
        followUp();
        consolidate();
        List<Part<E>> now = parts;
        Part<E> first = now.getLast();
        Finding.Progress progress = first.finding().progress();
        long atTop = replaced;
        for (Part<E> part : now.subList(0, now.size() - 1)) {
            atTop += part.found();
        }
        long size = atTop - replaced + progress.found();
        var next = new Chain<>(now);
        Chain<E> before = chain;
        Chain<E> pages = before != null && before.isSame(next) ? before : next;
        chain = pages;
        return new Found<>(
                pages, size, atTop, now.getFirst().upTo(), progress.searched(), progress.done());
    }

    /// Volume over time, of all that is found.
    TimelineSum timeline(TimelineSum.Scale scale) {
        var sum = new TimelineSum(scale);
        for (Part<E> part : parts) {
            sum.add(part.finding().timeline(scale.range(), scale.buckets()));
        }
        return sum;
    }

    /// The part of a range of time in which there can be entries.
    TimeRange covered(TimeRange asked, Instant now) {
        Instant oldest = trail.entry(trail.oldest()).map(AuditEntry::at).orElse(now);
        return new TimeRange(
                oldest.isAfter(asked.from()) ? oldest : asked.from(),
                now.isBefore(asked.to()) ? now : asked.to());
    }

    @Override
    public void close() {
        parts.forEach(part -> part.finding().close());
        if (next != null) {
            next.finding().close();
        }
        if (whole != null) {
            whole.finding().close();
        }
    }

    private void followUp() {
        Part<E> newest = parts.getFirst();
        if (next == null && trail.newest() > newest.upTo()) {
            boolean another = parts.size() == 1 || newest.upTo() - newest.after() >= LONG;
            long after = another ? newest.upTo() : newest.after();
            long upTo = trail.newest();
            next = new Part<>(trail.find(filter, after, upTo), after, upTo);
            waitFor(next, Long.MAX_VALUE);
        }
        Part<E> arrived = next;
        if (arrived != null && arrived.finding().progress().done()) {
            List<Part<E>> after = new ArrayList<>(parts);
            if (arrived.after() == newest.after() && parts.size() > 1) {
                after.removeFirst().finding().close();
            }
            after.addFirst(arrived);
            parts = List.copyOf(after);
            next = null;
        }
    }

    private void consolidate() {
        if (whole == null
                && parts.size() > MANY_PARTS
                && parts.getLast().finding().progress().done()) {
            long upTo = parts.get(1).upTo();
            whole = new Part<>(trail.find(filter, 0, upTo), 0, upTo);
        }
        Part<E> arrived = whole;
        if (arrived != null && arrived.finding().progress().done()) {
            List<Part<E>> after = new ArrayList<>();
            for (Part<E> part : parts) {
                if (part.after() >= arrived.upTo()) {
                    after.add(part);
                } else {
                    replaced += part.equals(parts.getLast()) ? 0 : part.found();
                    part.finding().close();
                }
            }
            after.add(arrived);
            parts = List.copyOf(after);
            whole = null;
        }
    }

    private static void waitFor(Part<?> part, long found) {
        var told = new CountDownLatch(1);
        part.finding()
                .onProgress(
                        () -> {
                            Finding.Progress progress = part.finding().progress();
                            if (progress.done() || progress.found() >= found) {
                                told.countDown();
                            }
                        });
        Finding.Progress progress = part.finding().progress();
        if (!progress.done() && progress.found() < found) {
            try {
                var _ = told.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Several findings as one.
    private static final class Chain<E extends AuditEntry> implements PagedList.Pages<E> {
        private final List<Part<E>> parts;
        private final long[] sizes;

        Chain(List<Part<E>> parts) {
            this.parts = parts;
            this.sizes = parts.stream().mapToLong(Part::found).toArray();
        }

        boolean isSame(Chain<E> other) {
            return parts.equals(other.parts) && Arrays.equals(sizes, other.sizes);
        }

        @Override
        public List<E> page(long from, int count) {
            List<E> entries = new ArrayList<>(count);
            long before = 0;
            for (int i = 0; i < sizes.length && entries.size() < count; i++) {
                long at = from + entries.size() - before;
                if (at < sizes[i] || i == sizes.length - 1) {
                    int wanted = count - entries.size();
                    int here =
                            i == sizes.length - 1 ? wanted : (int) Math.min(wanted, sizes[i] - at);
                    List<E> read = parts.get(i).finding().page(at, here);
                    entries.addAll(read);
                    if (read.size() < here) {
                        return entries;
                    }
                }
                before += sizes[i];
            }
            return entries;
        }
    }
}
