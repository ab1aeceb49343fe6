package io.slimconsole.ui.kit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.persistence.audit.Timeline;
import io.slimconsole.persistence.audit.Trail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiPredicate;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/// A trail whose entries a function makes of their sequence, however many there are.
///
/// A search for everything is done at once; any other one looks at each entry, at once as well, unless the test holds it.
public final class FakeTrail<E extends AuditEntry, F> implements Trail<E, F> {
    private final LongFunction<E> entries;
    private final F everything;
    private final BiPredicate<F, E> matches;
    private final Predicate<E> succeeded;
    private final List<FakeFinding> open = Collections.synchronizedList(new ArrayList<>());
    private volatile long newest;
    private volatile long oldest = 1;
    private volatile boolean held;
    private volatile boolean failing;

    /// @param everything the filter that leaves nothing out
    /// @param matches for any other filter
    public FakeTrail(
            LongFunction<E> entries,
            F everything,
            BiPredicate<F, E> matches,
            Predicate<E> succeeded) {
        this.entries = entries;
        this.everything = everything;
        this.matches = matches;
        this.succeeded = succeeded;
    }

    /// There are entries up to this one now.
    public void grow(long upTo) {
        newest = upTo;
    }

    /// Entries before this one are gone.
    public void cut(long from) {
        oldest = from;
    }

    /// Searches begin, and get on only when they are released.
    public void hold() {
        held = true;
    }

    public void release() {
        held = false;
        List.copyOf(open).forEach(FakeFinding::told);
    }

    /// Whether a search fails, as where the disk does.
    public void setFailing(boolean now) {
        failing = now;
    }

    /// How many findings nobody has closed.
    public int openFindings() {
        return open.size();
    }

    @Override
    public long newest() {
        return newest;
    }

    @Override
    public long oldest() {
        return oldest;
    }

    @Override
    public Finding<E> find(F filter, long after, long upTo) {
        if (failing) {
            throw new IllegalStateException("the disk does not answer");
        }
        var finding = new FakeFinding(filter, Math.max(after, oldest - 1), upTo);
        open.add(finding);
        return finding;
    }

    @Override
    public Optional<E> entry(long sequence) {
        return sequence < oldest || sequence > newest
                ? Optional.empty()
                : Optional.of(entries.apply(sequence));
    }

    private final class FakeFinding implements Finding<E> {
        private final long after;
        private final long upTo;
        private final boolean all;
        private final List<E> found = new ArrayList<>();
        private final ConcurrentLinkedQueue<Runnable> listeners = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        FakeFinding(F filter, long after, long upTo) {
            this.after = after;
            this.upTo = upTo;
            all = filter.equals(everything);
            for (long s = upTo; !all && s > after; s--) {
                E entry = entries.apply(s);
                if (matches.test(filter, entry)) {
                    found.add(entry);
                }
            }
        }

        void told() {
            listeners.forEach(Runnable::run);
        }

        private long size() {
            return all ? Math.max(0, upTo - after) : found.size();
        }

        @Override
        public Progress progress() {
            return held ? new Progress(0, 0.25, false) : new Progress(size(), 1, true);
        }

        @Override
        public void onProgress(Runnable listener) {
            listeners.add(listener);
        }

        @Override
        public List<E> page(long from, int count) {
            List<E> page = new ArrayList<>();
            for (long i = from; i < Math.min(from + count, size()) && !closed; i++) {
                long sequence = upTo - i;
                if (all && sequence < oldest) {
                    break;
                }
                page.add(all ? entries.apply(sequence) : found.get((int) i));
            }
            return page;
        }

        @Override
        public Timeline timeline(TimeRange range, int buckets) {
            long[] well = new long[buckets];
            long[] badly = new long[buckets];
            Duration length = Duration.between(range.from(), range.to());
            // of very many, some stand for all
            long step = Math.max(1, size() / 20_000);
            for (long i = 0; i < size() && !closed; i += step) {
                E entry = all ? entries.apply(upTo - i) : found.get((int) i);
                double part =
                        (double) Duration.between(range.from(), entry.at()).toNanos()
                                / length.toNanos();
                int bucket = (int) Math.floor(part * buckets);
                if (bucket >= 0 && bucket < buckets) {
                    (succeeded.test(entry) ? well : badly)[bucket] += step;
                }
            }
            List<Timeline.Bucket> all = new ArrayList<>();
            for (int i = 0; i < buckets; i++) {
                all.add(new Timeline.Bucket(well[i], badly[i]));
            }
            return new Timeline(range, all);
        }

        @Override
        public void close() {
            closed = true;
            open.remove(this);
        }
    }
}
