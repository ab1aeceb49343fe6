package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

final class TaskRunnerTest {
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();

    @Test
    void aTaskIsListedUntilItsResultArrives() {
        var tasks = new TaskRunner(ui::add, Runnable::run);

        tasks.run("Counting", _ -> 42, result -> heard.add("result " + result), _ -> {});
        var whileRunning = tasks.running().stream().map(RunningTask::label).toList();
        ui.remove().run();

        assertThat(whileRunning).containsExactly("Counting");
        assertThat(tasks.running()).isEmpty();
        assertThat(heard).containsExactly("result 42");
    }

    @Test
    void aFailureArrivesAsIt() {
        var tasks = new TaskRunner(Runnable::run, Runnable::run);
        var problem = new IllegalStateException("no room");

        tasks.run(
                "Failing",
                _ -> {
                    throw problem;
                },
                _ -> heard.add("result"),
                e -> heard.add("failed: " + e.getMessage()));

        assertThat(heard).containsExactly("failed: no room");
        assertThat(tasks.running()).isEmpty();
    }

    @Test
    void progressIsShownWhileItRuns() {
        var tasks = new TaskRunner(Runnable::run, Runnable::run);
        List<Double> seen = new ArrayList<>();

        tasks.run(
                "Half",
                progress -> {
                    progress.report(0.5);
                    seen.add(tasks.running().getFirst().progress().get());
                    return true;
                },
                _ -> {},
                _ -> {});

        assertThat(seen).containsExactly(0.5);
    }

    @Test
    void aCancelledTaskIsInterruptedAndReportsNothing() throws InterruptedException {
        List<String> results = new CopyOnWriteArrayList<>();
        var tasks = new TaskRunner(Runnable::run);
        var started = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var task =
                tasks.runCancellable(
                        "Waiting",
                        _ -> {
                            started.countDown();
                            never.await();
                            return "done";
                        },
                        results::add,
                        e -> results.add(e.toString()));
        started.await();

        task.cancel();

        Await.until("gone from the list", () -> tasks.running().isEmpty());
        assertThat(results).isEmpty();
    }
}
