package io.slimconsole.node.forward;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What waits for one receiver, in bytes, and who is held back because of it.
///
/// Above the limit, the senders that feed the receiver deliver nothing more, until half of the limit has drained. A
/// receiver that takes longer than allowed for that is given up. So the queue holds the limit, and at most one message
/// of each of its senders more.
///
/// [#someoneWaits] and what follows from it run on the receiver's own event loop.
final class Congestion {
    private final Link receiver;
    private final long limit;
    private final long low;
    private final Duration patience;
    private final AtomicLong queued = new AtomicLong();
    private final Queue<Link> heldBack = new ConcurrentLinkedQueue<>();

    private @Nullable ScheduledFuture<?> patienceEnds;
    private volatile boolean congested;
    private boolean closed;

    Congestion(Link receiver, long limit, Duration patience) {
        this.receiver = receiver;
        this.limit = limit;
        this.low = limit / 2;
        this.patience = patience;
    }

    void add(long bytes) {
        queued.getAndAdd(bytes);
    }

    boolean isFull() {
        return queued.get() > limit;
    }

    long queued() {
        return queued.get();
    }

    boolean congested() {
        return congested;
    }

    /// The sender delivers nothing more until [Link#released].
    void holdBack(Link sender) {
        heldBack.add(sender);
        // on the receiver's own loop, so that it can't drain unseen between our look and our wait
        receiver.loop().execute(this::someoneWaits);
    }

    private void someoneWaits() {
        if (closed || queued.get() <= low) {
            release();
        } else if (!congested) {
            congested = true;
            receiver.congested(queued.get());
            patienceEnds =
                    receiver.loop()
                            .schedule(
                                    this::outOfPatience,
                                    patience.toMillis(),
                                    TimeUnit.MILLISECONDS);
        }
    }

    private void outOfPatience() {
        if (congested && !closed) {
            receiver.tooSlow(queued.get());
        }
    }

    /// The receiver took some bytes. On any thread.
    void drained(long bytes) {
        if (queued.addAndGet(-bytes) <= low && congested) {
            if (receiver.loop().inEventLoop()) {
                release();
            } else {
                receiver.loop().execute(this::someoneWaits);
            }
        }
    }

    private void release() {
        congested = false;
        if (patienceEnds != null) {
            patienceEnds.cancel(false);
            patienceEnds = null;
        }
        for (Link sender = heldBack.poll(); sender != null; sender = heldBack.poll()) {
            Link next = sender;
            next.loop().execute(() -> next.released(receiver));
        }
    }

    /// The receiver is gone: nobody waits for it any more.
    void close() {
        closed = true;
        release();
    }
}
