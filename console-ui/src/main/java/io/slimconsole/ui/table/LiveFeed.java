package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Sampler;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The way between a screen of live tables and the sampler's thread: what the operator wants to see goes there, frames
/// come back. A screen's view model has one.
///
/// Belongs to the JavaFX application thread, apart from [#sampleNow].
///
/// @param <L> what the operator wants to see: a value, replaced as a whole
/// @param <F> what one sample changes on the screen
public final class LiveFeed<L, F> implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(250);

    /// One sample, to be read on the sampler's thread.
    ///
    /// @param paused rows stay as they are
    /// @param calm rows change places only if it is time; false when the operator asked for them to be sorted
    public record Turn<L>(L look, boolean paused, boolean calm, Instant at) {}

    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final ReadOnlyLongWrapper frames = new ReadOnlyLongWrapper();
    private final AtomicInteger sortings = new AtomicInteger();
    private final Function<Turn<L>, F> read;
    private final Consumer<F> show;
    private final InstantSource clock;
    private final Sampler<F> sampler;
    private volatile L look;
    private volatile boolean still;

    /// How many of the sortings are done.
    private int sorted;

    /// @param name of the sampler's thread
    /// @param first what the operator sees at first
    /// @param read works out a frame, on the sampler's thread, never twice at once
    /// @param ui where `show` is called
    /// @param show takes a frame in
    public LiveFeed(
            String name,
            L first,
            Function<Turn<L>, F> read,
            Executor ui,
            InstantSource clock,
            Consumer<F> show) {
        look = first;
        this.read = read;
        this.show = show;
        this.clock = clock;
        sampler = new Sampler<>(name, PERIOD, this::take, ui, this::present);
        paused.subscribe(
                (_, now) -> {
                    still = now;
                    sampler.sampleNow();
                });
    }

    /// Reads from now on; the first time at once.
    public void start() {
        sampler.start();
    }

    public void stop() {
        sampler.stop();
    }

    @Override
    public void close() {
        sampler.close();
    }

    /// Takes a snapshot now and sorts the rows.
    public void refresh() {
        sortings.incrementAndGet();
        sampler.sampleNow();
    }

    /// Takes a snapshot out of turn. Any thread.
    public void sampleNow() {
        sampler.sampleNow();
    }

    /// One sample on this thread: what the sampler does in its turn.
    public void sampleHere() {
        present(take());
    }

    public L look() {
        return look;
    }

    /// The operator wants to see something else.
    public void change(UnaryOperator<L> to) {
        look = to.apply(look);
        sampler.sampleNow();
    }

    /// The filter as it was typed.
    public StringProperty filter() {
        return filter;
    }

    public BooleanProperty paused() {
        return paused;
    }

    public void pauseOrGoOn() {
        paused.set(!paused.get());
    }

    /// Counts up after each sample: the cells in sight are to be looked at again.
    public ReadOnlyLongProperty frames() {
        return frames.getReadOnlyProperty();
    }

    private synchronized F take() {
        int asked = sortings.get();
        boolean calm = asked == sorted;
        sorted = asked;
        return read.apply(new Turn<>(look, still, calm, clock.instant()));
    }

    private void present(F frame) {
        show.accept(frame);
        frames.set(frames.get() + 1);
    }
}
