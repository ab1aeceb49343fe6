package io.slimconsole.ui.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs the operator's commands on virtual threads and brings their results back to the window.
///
/// Called on the JavaFX application thread; results and failures arrive there too. The task is listed in [#running]
/// from its start to its end.
public final class TaskRunner {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);

    /// What a command does, off the JavaFX application thread.
    @FunctionalInterface
    public interface Work<T> {
        T run(Progress progress) throws Exception;
    }

    /// The same for one that asks now and then whether it was cancelled.
    @FunctionalInterface
    public interface StoppableWork<T> {
        T run(Progress progress, BooleanSupplier cancelled) throws Exception;
    }

    /// Where a command says how far it is.
    @FunctionalInterface
    public interface Progress {
        /// @param done from 0 to 1
        void report(double done);
    }

    private final Executor ui;
    private final Executor workers;
    private final ObservableList<RunningTask> running = FXCollections.observableArrayList();
    private final ObservableList<RunningTask> readOnlyRunning =
            FXCollections.unmodifiableObservableList(running);

    public TaskRunner(Executor ui) {
        this(ui, command -> Thread.ofVirtual().name("task").start(command));
    }

    /// @param workers where the work is done; in tests `Runnable::run`
    public TaskRunner(Executor ui, Executor workers) {
        this.ui = ui;
        this.workers = workers;
    }

    /// What runs now, oldest first.
    public ObservableList<RunningTask> running() {
        return readOnlyRunning;
    }

    /// Runs `work`, which can't be cancelled.
    public <T> void run(
            String label, Work<T> work, Consumer<T> onResult, Consumer<Exception> onFailure) {
        start(label, false, work, onResult, onFailure);
    }

    /// Runs `work`, which ends with an `InterruptedException` when its thread is interrupted.
    ///
    /// @param onFailure not called after a cancellation
    public <T> RunningTask runCancellable(
            String label, Work<T> work, Consumer<T> onResult, Consumer<Exception> onFailure) {
        return start(label, true, work, onResult, onFailure);
    }

    /// Runs `work`, which is asked to stop: for what reads or writes files, which an interrupt would close.
    ///
    /// @param onResult called with what it came to, also after a cancellation
    public <T> RunningTask runStoppable(
            String label,
            StoppableWork<T> work,
            Consumer<T> onResult,
            Consumer<Exception> onFailure) {
        var cancelled = new AtomicBoolean();
        var task = new RunningTask(label, true, () -> cancelled.set(true));
        running.add(task);
        workers.execute(
                () -> {
                    Runnable outcome =
                            outcome(
                                    task,
                                    progress -> work.run(progress, cancelled::get),
                                    onResult,
                                    onFailure);
                    ui.execute(
                            () -> {
                                running.remove(task);
                                outcome.run();
                            });
                });
        return task;
    }

    private <T> RunningTask start(
            String label,
            boolean cancellable,
            Work<T> work,
            Consumer<T> onResult,
            Consumer<Exception> onFailure) {
        var worker = new AtomicReference<@Nullable Thread>();
        var task =
                new RunningTask(
                        label,
                        cancellable,
                        () -> {
                            Thread thread = worker.get();
                            if (thread != null) {
                                thread.interrupt();
                            }
                        });
        running.add(task);
        workers.execute(
                () -> {
                    worker.set(Thread.currentThread());
                    Runnable outcome = outcome(task, work, onResult, onFailure);
                    worker.set(null);
                    ui.execute(
                            () -> {
                                running.remove(task);
                                outcome.run();
                            });
                });
        return task;
    }

    private <T> Runnable outcome(
            RunningTask task, Work<T> work, Consumer<T> onResult, Consumer<Exception> onFailure) {
        try {
            T result = work.run(done -> ui.execute(() -> task.setProgress(done)));
            return () -> onResult.accept(result);
        } catch (InterruptedException cancelled) {
            return () -> log.debug("cancelled: {}", task.label());
        } catch (Exception e) {
            return () -> onFailure.accept(e);
        }
    }
}
