package io.slimconsole.ui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.audit.AuditScreens;
import io.slimconsole.ui.clients.ClientsScreen;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.routes.RoutesScreen;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// How fluent the real window is while the node changes 2,000 times a second. Not part of the ordinary tests, which
/// take no measurements: see the module's README for the command and the figures.
///
/// For each case it measures twice: the load of the threads with the window as it is, then, with a timer that asks for
/// every pulse, the time from pulse to pulse and how long the JavaFX application thread keeps a newcomer waiting.
final class WindowBenchmark extends UiTest {
    private static final int CHANGES_PER_SECOND = 2_000;
    private static final Duration LENGTH =
            Duration.ofSeconds(Integer.getInteger("bench.seconds", 8));
    private static final long MESSAGES_AT_FIRST = 10_000_000;
    private static final long MESSAGES_PER_TURN = 5_000;
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Path REPORT = Path.of("target", "window-benchmark.md");

    /// Beyond this the operator feels it.
    private static final double LONGEST_STALL_MILLIS =
            Double.parseDouble(System.getProperty("bench.stall", "250"));

    private final FakeAuditLog audit =
            new FakeAuditLog(Instant.now(), Duration.ofMillis(1), MESSAGES_AT_FIRST, 0);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private static final List<String> report =
            new ArrayList<>(
                    List.of(
                            "| Case | FX thread, % of a core | Renderer, % | Sampler, % | Pulse to"
                                + " pulse p50 / p99 / max, ms | Longest wait for the FX thread, ms"
                                + " |",
                            "| --- | --- | --- | --- | --- | --- |"));

    /// What is in the window, and what the operator does there.
    enum Case {
        NO_ROUTES("0 routes", "routes", 0, 0),
        FIVE_ROUTES("5 routes", "routes", 5, 5),
        TREE_CLOSED("50 000 routes, tree, groups closed", "routes", 50_000, 5_000),
        TREE_OPEN("50 000 routes, tree, all open", "routes", 50_000, 5_000),
        FLAT("50 000 routes, flat", "routes", 50_000, 5_000),
        SELECTED("the same, a row selected in the middle", "routes", 50_000, 5_000),
        FILTERING("the same, a filter typed, two letters a second", "routes", 50_000, 5_000),
        SORTING("the same, sorted anew twice a second", "routes", 50_000, 5_000),
        SCROLLING("the same, scrolled far twice a second", "routes", 50_000, 5_000),
        NO_CLIENTS("0 clients", "clients", 0, 0),
        FIVE_CLIENTS("5 clients", "clients", 5, 5),
        CLIENTS("5 000 clients", "clients", 50_000, 5_000),
        ALL_SELECTED("5 000 clients, all selected", "clients", 50_000, 5_000),
        MESSAGES("10 million messages, 10 000 more a second", "messages", 5, 5),
        MESSAGES_SCROLLED(
                "the same, scrolled far twice a second, older ones every fourth time",
                "messages",
                5,
                5);

        private final String title;
        private final String screen;
        private final int routes;
        private final int clients;

        Case(String title, String screen, int routes, int clients) {
            this.title = title;
            this.screen = screen;
            this.routes = routes;
            this.clients = clients;
        }
    }

    /// Those named in `bench.cases`, separated by commas; all when it names none.
    static List<Case> cases() {
        String wanted = System.getProperty("bench.cases", "");
        return wanted.isBlank()
                ? List.of(Case.values())
                : Arrays.stream(wanted.split(",", -1))
                        .map(String::strip)
                        .map(Case::valueOf)
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theWindowStaysFluent(Case which) throws InterruptedException, IOException {
        var busy = new BusyNode(which.routes, which.clients);
        setAudit(audit);
        open(
                ConsoleSettings.defaults().withTheme(Theme.LIGHT),
                _ -> busy,
                context ->
                        Stream.concat(
                                        Stream.of(
                                                new ClientsScreen(context),
                                                new RoutesScreen(context)),
                                        AuditScreens.of(context).stream())
                                .toList());
        robot().interact(() -> context().navigation().open(which.screen));
        String expected = which.screen.equals("clients") ? "connections" : which.screen;
        Await.until("rows", () -> textOf(which.screen + "-summary").contains(expected));
        prepare(which);
        busy.churn(CHANGES_PER_SECOND);
        act(which, WARM_UP);

        Loads loads = loads(which);
        Pulses pulses = pulses(which);

        report.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.0f | %.0f | %.0f / %.0f / %.0f | %.0f |",
                        which.title,
                        loads.fx,
                        loads.renderer,
                        loads.sampler,
                        pulses.median,
                        pulses.p99,
                        pulses.max,
                        pulses.longestWait));
        // after each case: a run that is cut off leaves what it has measured
        Files.write(REPORT, report);
        assertThat(pulses.longestWait).isLessThan(LONGEST_STALL_MILLIS);
    }

    private void prepare(Case which) throws InterruptedException {
        if (which == Case.TREE_OPEN) {
            robot().interact(() -> click("routes-expand-all"));
        } else if (which.compareTo(Case.FLAT) >= 0 && which.compareTo(Case.SCROLLING) <= 0) {
            robot().interact(() -> click("routes-flat"));
        }
        TimeUnit.SECONDS.sleep(2);
        if (which == Case.SELECTED) {
            robot().interact(this::selectInTheMiddle);
        } else if (which == Case.ALL_SELECTED) {
            robot().interact(this::selectAllClients);
        }
    }

    /// What the operator does twice a second, on the JavaFX application thread.
    private void turn(Case which, int turn) {
        switch (which) {
            case FILTERING -> type(turn);
            case SORTING -> sort(turn);
            case SCROLLING -> scroll(turn);
            case MESSAGES -> moreMessages();
            case MESSAGES_SCROLLED -> {
                moreMessages();
                scrollMessages(turn);
            }
            default -> {}
        }
    }

    private record Loads(double fx, double renderer, double sampler) {}

    private Loads loads(Case which) throws InterruptedException {
        long fx = cpu("JavaFX Application Thread");
        long renderer = cpu("QuantumRenderer-0");
        long sampler = cpu("sampler-" + which.screen);
        long start = System.nanoTime();
        act(which, LENGTH);
        double nanos = System.nanoTime() - start;
        return new Loads(
                100 * (cpu("JavaFX Application Thread") - fx) / nanos,
                100 * (cpu("QuantumRenderer-0") - renderer) / nanos,
                100 * (cpu("sampler-" + which.screen) - sampler) / nanos);
    }

    /// The time of all threads of this name: screens of windows before this one may have left theirs.
    private long cpu(String name) {
        long nanos = 0;
        for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null && info.getThreadName().equals(name)) {
                nanos += threads.getThreadCpuTime(info.getThreadId());
            }
        }
        return nanos;
    }

    private record Pulses(double median, double p99, double max, double longestWait) {}

    private Pulses pulses(Case which) throws InterruptedException {
        List<Long> gaps = new ArrayList<>();
        var timer =
                new AnimationTimer() {
                    private long last;

                    @Override
                    public void handle(long ignored) {
                        long now = System.nanoTime();
                        if (last != 0) {
                            gaps.add(now - last);
                        }
                        last = now;
                    }
                };
        var longest = new AtomicLong();
        Thread prober =
                Thread.ofPlatform()
                        .daemon()
                        .name("prober")
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        long asked = System.nanoTime();
                                        var ran = new CountDownLatch(1);
                                        Platform.runLater(ran::countDown);
                                        try {
                                            ran.await();
                                            longest.accumulateAndGet(
                                                    System.nanoTime() - asked, Math::max);
                                            TimeUnit.MILLISECONDS.sleep(5);
                                        } catch (InterruptedException ended) {
                                            return;
                                        }
                                    }
                                });
        robot().interact(timer::start);
        act(which, LENGTH);
        robot().interact(timer::stop);
        prober.interrupt();
        prober.join();
        long[] sorted = gaps.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Pulses(
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                Arrays.stream(sorted).max().orElse(0) / 1e6,
                longest.get() / 1e6);
    }

    private void act(Case which, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        for (int turn = 0; System.nanoTime() < end; turn++) {
            int now = turn;
            Platform.runLater(() -> turn(which, now));
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /// Through all of them, as far as the list goes, then on in the part after it.
    private void scrollMessages(int turn) {
        TableView<?> messages = find(TableView.class, "messages-table");
        if (turn % 4 == 3) {
            var older = find(ButtonBase.class, "messages-older");
            (older.isDisabled() ? find(ButtonBase.class, "messages-newer") : older).fire();
        } else {
            messages.scrollTo((int) (turn * 234_567L % messages.getItems().size()));
        }
    }

    private void moreMessages() {
        audit.messages().grow(audit.messages().newest() + MESSAGES_PER_TURN);
    }

    private void click(String id) {
        find(ButtonBase.class, id).fire();
    }

    private TableView<?> table() {
        return find(TableView.class, "routes-table");
    }

    private void selectInTheMiddle() {
        table().scrollTo(25_000);
        table().getSelectionModel().select(25_005);
    }

    private void selectAllClients() {
        find(TableView.class, "clients-open").getSelectionModel().selectAll();
    }

    private void type(int turn) {
        String whole = "service-1";
        find(TextField.class, "routes-filter")
                .setText(whole.substring(0, turn % (whole.length() + 1)));
    }

    private void sort(int turn) {
        sortBy(table(), turn);
    }

    private static <R> void sortBy(TableView<R> table, int turn) {
        TableColumn<R, ?> column = table.getColumns().get(turn % 2 == 0 ? 0 : 6);
        column.setSortType(
                turn % 4 < 2 ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
        table.getSortOrder().setAll(List.of(column));
    }

    private void scroll(int turn) {
        table().scrollTo(turn * 1_700 % 45_000);
    }
}
