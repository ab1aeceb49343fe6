package io.slimconsole.ui.app;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends the console in order, once, however the end comes: window closed, Ctrl-C, SIGTERM.
final class Shutdown {
    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private record Step(String what, AutoCloseable closeable) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Runnable last;

    /// @param last run when all else is closed
    Shutdown(Runnable last) {
        this.last = last;
    }

    /// Closed before everything that was added earlier.
    synchronized void add(String what, AutoCloseable closeable) {
        steps.push(new Step(what, closeable));
    }

    /// A signal is an orderly end for us, so the exit code is 0; the JVM would make it 143 or 130.
    void onSignal() {
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("shutdown")
                                .unstarted(
                                        () -> {
                                            if (run()) {
                                                Runtime.getRuntime().halt(0);
                                            }
                                        }));
    }

    /// Closes everything; a second caller waits for the first.
    ///
    /// @return whether this call did it
    boolean run() {
        if (!begun.compareAndSet(false, true)) {
            awaitDone();
            return false;
        }
        for (Step step = next(); step != null; step = next()) {
            try {
                step.closeable().close();
            } catch (Exception e) {
                LOG.error("{} did not end in order", step.what(), e);
            }
        }
        LOG.info("SLIM Console ended");
        last.run();
        done.countDown();
        return true;
    }

    private void awaitDone() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Step next() {
        return steps.poll();
    }
}
