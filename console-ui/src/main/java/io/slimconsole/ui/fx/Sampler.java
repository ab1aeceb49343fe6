package io.slimconsole.ui.fx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads a snapshot at a steady pace on a thread of its own and hands it to the JavaFX application thread.
///
/// At most one snapshot waits there: while one does, no other is taken. So a busy window gets fewer snapshots, never
/// more work. Every snapshot that is taken is shown, so a reader that works out differences loses none of them. What
/// a screen starts when it is shown it stops when it is hidden; a stopped sampler has no thread.
///
/// @param <S> the snapshot, or the differences that it makes
public final class Sampler<S> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sampler.class);

    private final String name;
    private final Duration period;
    private final Supplier<S> read;
    private final Consumer<S> show;
    private final Executor ui;

    /// Held while reading: a quick stop and start must not read twice at once.
    private final ReentrantLock reading = new ReentrantLock();

    private volatile boolean waiting;
    private boolean failing;
    private @Nullable ScheduledExecutorService thread;

    /// @param name of the thread
    /// @param read called on the sampler's thread only, never twice at once
    /// @param show called on `ui`
    public Sampler(String name, Duration period, Supplier<S> read, Executor ui, Consumer<S> show) {
        this.name = name;
        this.period = period;
        this.read = read;
        this.ui = ui;
        this.show = show;
    }

    /// Takes a snapshot at once, then one per period. Does nothing when it runs already.
    public synchronized void start() {
        if (thread != null) {
            return;
        }
        var executor =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sampler-" + name).factory());
        var _ =
                executor.scheduleWithFixedDelay(
                        this::sample, 0, period.toNanos(), TimeUnit.NANOSECONDS);
        thread = executor;
    }

    /// Takes a snapshot out of turn; does nothing when stopped.
    public synchronized void sampleNow() {
        if (thread != null) {
            thread.execute(this::sample);
        }
    }

    /// Takes no more snapshots; one that was taken is still shown. Does nothing when stopped already.
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// One turn; a failure is logged once per series and leaves what is shown as it is.
    void sample() {
        if (!reading.tryLock()) {
            return;
        }
        try {
            if (waiting) {
                return;
            }
            S snapshot = read.get();
            failing = false;
            waiting = true;
            ui.execute(() -> present(snapshot));
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                log.atError().addKeyValue("sampler", name).setCause(e).log("no snapshot");
            }
        } finally {
            reading.unlock();
        }
    }

    private void present(S snapshot) {
        try {
            show.accept(snapshot);
        } finally {
            waiting = false;
        }
    }
}
