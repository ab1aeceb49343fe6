package io.slimconsole.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The thread of one session: runs what comes in, one after the other, and wakes the session when its time has come.
final class SessionLoop {
    private static final Logger log = LoggerFactory.getLogger(SessionLoop.class);

    /// The place of what is asked of the session in this process.
    private static final Object OURS = new Object();

    /// Nanoseconds of this can be counted.
    private static final Duration LONGEST = Duration.ofDays(1);

    /// What is done before other sessions have their turn.
    private static final int TURN = 32;

    private final InstantSource clock;
    private final Owner owner;
    private final Inbox inbox = new Inbox();
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private Instant now;

    /// The session whose loop it is. Called on the loop's thread alone.
    interface Owner {
        /// When time alone brings something.
        Optional<Instant> deadline();

        void tick();

        /// Whether the session has ended.
        boolean isOver();

        /// The loop ends; nothing of this session runs any more.
        void ended();
    }

    SessionLoop(String name, InstantSource clock, Owner owner) {
        this.clock = new SteadyClock(clock);
        this.now = this.clock.instant();
        this.owner = owner;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Never waits.
    ///
    /// @param work has to look at [#isStopped] if it must not be left out without a word: it runs then as well
    /// @return false if there is no room, or the loop has ended
    boolean offer(Runnable work) {
        return inbox.offer(OURS, 0, work, clock.instant());
    }

    /// The same for what somebody else has sent.
    ///
    /// @param place that it shares with what else comes from there
    /// @param bytes that it takes to keep it
    boolean offer(Object place, long bytes, Runnable work) {
        return inbox.offer(place, bytes, work, clock.instant());
    }

    boolean isStopped() {
        return inbox.isClosed();
    }

    /// Ends the loop from outside. What it is doing at the moment it does to the end: an interrupted thread leaves files and
    /// connections of a store in pieces.
    void stop() {
        inbox.close();
        stopped.countDown();
    }

    /// Waits until it is stopped, or for that long.
    ///
    /// @return whether it is stopped; true for an interrupted thread as well, which ends next
    boolean stopsWithin(Duration most) {
        try {
            return stopped.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Whether the caller is this loop.
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /// Waits until it has ended, or for that long. Does not wait for itself.
    void awaitEnd(Duration most) {
        try {
            if (!isCurrent() && !over.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
                log.atWarn().addKeyValue("session", thread.getName()).log("still at work");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As far as time has passed for this session. What came before a deadline is looked at before that has passed, however much
    /// there is to do: an answer that waits is no answer that is missing. On the loop's thread.
    Instant now() {
        Instant real = clock.instant();
        Instant seen = inbox.oldest().filter(came -> came.isBefore(real)).orElse(real);
        if (seen.isAfter(now)) {
            now = seen;
        }
        return now;
    }

    @SuppressWarnings("ThreadPriorityCheck") // a hint is all that it is: nothing relies on it
    private void run() {
        try {
            for (int i = 1; !owner.isOver() && !isStopped(); i++) {
                Runnable next = inbox.take(untilDue());
                if (next != null) {
                    next.run();
                }
                if (i % TURN == 0) {
                    Thread.yield(); // a session that is never idle would keep a processor from
                    // all others
                }
                if (owner.deadline().filter(due -> !due.isAfter(now())).isPresent()) {
                    owner.tick();
                }
            }
        } catch (InterruptedException e) {
            log.atWarn()
                    .addKeyValue("session", thread.getName())
                    .log("somebody has interrupted a session; it ends here");
        } catch (NotStoredException e) {
            log.atError()
                    .addKeyValue("session", thread.getName())
                    .log("a session ends here, and can go on from what was stored last");
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("session", thread.getName())
                    .setCause(e)
                    .log("a session ended by a mistake of ours");
        } finally {
            end();
        }
    }

    private void end() {
        stop();
        try {
            inbox.drain().forEach(Runnable::run);
        } finally {
            try {
                owner.ended();
            } finally {
                over.countDown();
            }
        }
    }

    private Duration untilDue() {
        return owner.deadline()
                .map(due -> Duration.between(now(), due))
                .filter(left -> left.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
    }
}
