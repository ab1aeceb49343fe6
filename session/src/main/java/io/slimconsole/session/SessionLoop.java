package io.slimconsole.session;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The thread of one session: runs what comes in, one after the other, and wakes the session when its time has come.
final class SessionLoop {
    private static final Logger log = LoggerFactory.getLogger(SessionLoop.class);

    /// What may wait; more is turned away.
    private static final int INBOX = 4_096;

    private final InstantSource clock;
    private final Owner owner;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>(INBOX);
    private final Thread thread;
    private volatile boolean stopped;

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
        this.clock = clock;
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
        if (stopped || !inbox.offer(work)) {
            return false;
        }
        // if the loop ended in between, it may have looked into its inbox for the last time
        return !(stopped && inbox.remove(work));
    }

    boolean isStopped() {
        return stopped;
    }

    /// Ends the loop from outside.
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!owner.isOver() && !stopped) {
                Runnable next = poll();
                if (next != null) {
                    next.run();
                }
                if (owner.deadline().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
                    owner.tick();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("session", thread.getName())
                    .setCause(e)
                    .log("a session ended by a mistake of ours");
        } finally {
            stopped = true;
            for (Runnable late = inbox.poll(); late != null; late = inbox.poll()) {
                late.run();
            }
            owner.ended();
        }
    }

    private @Nullable Runnable poll() throws InterruptedException {
        Instant now = clock.instant();
        Duration left =
                owner.deadline().map(due -> Duration.between(now, due)).orElse(Duration.ofDays(1));
        return inbox.poll(Math.max(left.toNanos(), 0), TimeUnit.NANOSECONDS);
    }
}
