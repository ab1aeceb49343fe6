package io.slimconsole.session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits for a session's thread. Who sends has a place of its own in it, and they take turns: who sends too much loses
/// some of that, and holds nobody else up.
///
/// Anybody may put something in, and never waits; one thread takes it out.
final class Inbox {
    /// What may wait of one sender; one thing more is taken if less than that waits.
    static final int COUNT_EACH = 2_048;

    static final long BYTES_EACH = 8L << 20;

    /// What may wait in all.
    static final long BYTES = 64L << 20;

    /// What it takes to keep the smallest thing.
    private static final int OVERHEAD = 512;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SequencedMap<Object, Place> places = new LinkedHashMap<>();

    /// All that waits, and some that doesn't any more, in the order in which it came.
    private final Queue<Item> order = new ArrayDeque<>();

    private long bytes;
    private volatile boolean closed;

    private static final class Place {
        private final Queue<Item> items = new ArrayDeque<>();
        private long bytes;
    }

    private static final class Item {
        private final Runnable work;
        private final long bytes;
        private final Instant came;
        private boolean taken;

        Item(Runnable work, long bytes, Instant came) {
            this.work = work;
            this.bytes = bytes;
            this.came = came;
        }
    }

    /// @param place whose
    /// @param size in bytes
    /// @param now when it came
    /// @return false if there is no room, or it is closed
    boolean offer(Object place, long size, Runnable work, Instant now) {
        lock.lock();
        try {
            Place its = places.get(place);
            boolean isFull =
                    bytes >= BYTES
                            || (its != null
                                    && (its.items.size() >= COUNT_EACH || its.bytes >= BYTES_EACH));
            if (closed || isFull) {
                return false;
            }
            if (its == null) {
                its = new Place();
                places.putLast(place, its);
            }
            var item = new Item(work, size + OVERHEAD, now);
            its.items.add(item);
            its.bytes += item.bytes;
            bytes += item.bytes;
            order.add(item);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The next thing to do: of each place one, and then again.
    ///
    /// @param most how long it waits for one
    /// @return null if none came in that time, or nothing is to come
    @Nullable Runnable take(Duration most) throws InterruptedException {
        lock.lock();
        try {
            long left = most.toNanos();
            while (places.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Runnable next() {
        var first = places.pollFirstEntry();
        if (first == null) {
            return null;
        }
        Place its = first.getValue();
        Item item = its.items.remove();
        its.bytes -= item.bytes;
        bytes -= item.bytes;
        item.taken = true;
        if (!its.items.isEmpty()) {
            places.putLast(first.getKey(), its);
        }
        while (!order.isEmpty() && order.element().taken) {
            order.remove();
        }
        return item.work;
    }

    /// When the oldest thing came that waits.
    Optional<Instant> oldest() {
        lock.lock();
        try {
            return Optional.ofNullable(order.peek()).map(item -> item.came);
        } finally {
            lock.unlock();
        }
    }

    /// From now on nothing is taken in. What waits can still be taken out.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// All that waits, of each place one, and then again.
    List<Runnable> drain() {
        lock.lock();
        try {
            var all = new ArrayList<Runnable>();
            for (Runnable each = next(); each != null; each = next()) {
                all.add(each);
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }
}
