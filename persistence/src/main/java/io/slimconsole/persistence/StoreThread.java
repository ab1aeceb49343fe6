package io.slimconsole.persistence;

import io.slimconsole.persistence.PersistenceException.Reason;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The one thread that writes to the database, in the order in which it was asked.
///
/// Its queue is short: who asks either waits for the answer or has one request under way at most.
final class StoreThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreThread.class);
    private static final int WAITING_AT_MOST = 64;
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING_AT_MOST),
                    Thread.ofPlatform().name("slim-store").daemon().factory());

    /// Writes and waits for it.
    ///
    /// @param what for the message, for example `the settings`
    /// @throws PersistenceException if it can't be written
    void write(String what, Runnable writing) {
        try {
            submit(what, writing).get();
        } catch (ExecutionException e) {
            Throwable failure = e.getCause() == null ? e : e.getCause();
            throw Failures.onWriting(what, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PersistenceException(
                    Reason.FAILED,
                    "interrupted while waiting for %s to be written".formatted(what),
                    e);
        }
    }

    /// Writes later; a failure is logged.
    void writeLater(String what, Runnable writing) {
        try {
            executor.execute(
                    () -> {
                        try {
                            writing.run();
                        } catch (RuntimeException e) {
                            LOG.atWarn().setCause(e).log("could not write {}", what);
                        }
                    });
        } catch (RejectedExecutionException _) {
            LOG.warn("{} came too late to be written", what);
        }
    }

    /// Writes later, and says so if that can't be.
    ///
    /// @param refused called at once; whoever waits for what was to be written has to be answered then
    void submit(String what, Runnable writing, Consumer<PersistenceException> refused) {
        try {
            var _ = submit(what, writing);
        } catch (PersistenceException e) {
            refused.accept(e);
        }
    }

    private Future<?> submit(String what, Runnable writing) {
        try {
            return executor.submit(writing);
        } catch (RejectedExecutionException e) {
            throw executor.isShutdown()
                    ? new PersistenceException(
                            Reason.CLOSED,
                            "%s could not be written: the database is closed".formatted(what),
                            e)
                    : new PersistenceException(
                            Reason.FAILED,
                            "%s could not be written: %d requests wait for the disk already"
                                    .formatted(what, WAITING_AT_MOST),
                            e);
        }
    }

    /// Writes what is waiting, then ends.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(TIME_TO_FINISH.toSeconds(), TimeUnit.SECONDS)) {
                LOG.error("the disk did not take what was to be written within {}", TIME_TO_FINISH);
                executor.shutdownNow();
            }
        } catch (InterruptedException _) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
