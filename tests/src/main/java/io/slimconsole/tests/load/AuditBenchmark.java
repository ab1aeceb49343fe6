package io.slimconsole.tests.load;

import com.sun.management.OperatingSystemMXBean;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.persistence.audit.TimeRange;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What the audit log costs and how fast it answers: entries written per second and CPU for each, bytes on disk, memory, and the ten commonest
/// searches.
///
/// Arguments: how many messages (10,000,000 if not given), a folder.
final class AuditBenchmark {
    private static final int STEP = 5_000;
    private static final int PAGE = 100;
    private static final int REPEATS = 5;
    private static final MessageFilter ALL = MessageFilter.ALL;

    private final AuditLog log;

    private AuditBenchmark(AuditLog log) {
        this.log = log;
    }

    static void main(String[] arguments) throws IOException {
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        Path folder =
                arguments.length > 1
                        ? Path.of(arguments[1])
                        : Files.createTempDirectory("audit-benchmark");
        run(count, folder).forEach(System.out::println);
    }

    /// @return a figure in each line
    static List<String> run(long count, Path folder) throws IOException {
        var feed = new MessageFeed(AuditLog.lastRun(folder), 1 << 20);
        try (AuditLog log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC())) {
            var figures = new ArrayList<String>();
            figures.addAll(
                    new AuditBenchmark(log).write(count, new AuditTraffic(feed), feed, folder));
            figures.addAll(new AuditBenchmark(log).search());
            return figures;
        }
    }

    /// As fast as the writer takes them; the CPU of the reporting thread is counted apart.
    private List<String> write(long count, AuditTraffic traffic, MessageFeed feed, Path folder)
            throws IOException {
        long start = System.nanoTime();
        long cpu = processCpu() - threadCpu();
        while (traffic.reported() < count) {
            traffic.report((int) Math.min(STEP, count - traffic.reported()));
            // at most half of the ring is waiting: nothing is lost
            while (traffic.reported() - feed.lost() - log.messages().newest() > 500_000) {
                Pause.millis(1);
            }
        }
        while (log.messages().newest() < count - feed.lost()) {
            Pause.millis(5);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double perMessage = (double) (processCpu() - threadCpu() - cpu) / count;
        long file = Files.size(folder.resolve("audit.mv.db"));
        return List.of(
                "written: %,d messages in %.1f s, %,.0f per second, %d lost"
                        .formatted(count, seconds, count / seconds, feed.lost()),
                "CPU of the writer's thread: %.0f ns per message; of the process without the reporting thread, compilers included: %.0f ns"
                        .formatted((double) writerCpu() / count, perMessage),
                "entries: %.1f bytes each; file: %.1f bytes each"
                        .formatted(
                                (double) log.status().messages().bytes() / count,
                                (double) file / count),
                "heap after collection: %,d MiB".formatted(heap() >> 20));
    }

    private static long processCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long writerCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("slim-audit"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    private static long heap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private List<String> search() {
        var filters = new LinkedHashMap<String, MessageFilter>();
        Instant newest = entry(log.messages().newest()).at();
        MessageEntry old = entry(1 + log.messages().newest() / 10);
        filters.put("everything", ALL);
        filters.put("the last second", time(newest.minusSeconds(1), newest));
        filters.put("outcome: no route", outcome());
        filters.put("source name", names("org/ns/app7", "", "", ""));
        filters.put("destination with *", names("", "org/ns/agent*", "", ""));
        filters.put("a name that is not there", names("", "", "org/*/nobody", ""));
        filters.put("text", names("", "", "", "AGENT63"));
        filters.put(
                "connection",
                with(Optional.of(new ConnectionRef(old.from().run(), new ConnectionId(9)))));
        filters.put("session and message", ids(old.sessionId(), OptionalInt.of(old.messageId())));
        filters.put("message id", ids(-1, OptionalInt.of(old.messageId())));
        return filters.entrySet().stream().map(e -> time(e.getKey(), e.getValue())).toList();
    }

    private MessageEntry entry(long sequence) {
        return log.messages().entry(sequence).orElseThrow();
    }

    private String time(String name, MessageFilter filter) {
        double first = Double.MAX_VALUE;
        double all = Double.MAX_VALUE;
        double middle = Double.MAX_VALUE;
        long found = 0;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            try (Finding<MessageEntry> finding = log.messages().find(filter)) {
                while (finding.progress().found() < PAGE && !finding.progress().done()) {
                    Pause.millis(1);
                }
                finding.page(0, PAGE);
                first = Math.min(first, millis(start));
                while (!finding.progress().done()) {
                    Pause.millis(1);
                }
                all = Math.min(all, millis(start));
                found = finding.progress().found();
                long jump = System.nanoTime();
                finding.page(found / 2, PAGE);
                middle = Math.min(middle, millis(jump));
            }
        }
        return "%s: first rows %.1f ms, all %,d found in %.0f ms, a page in the middle %.1f ms"
                .formatted(name, first, found, all, middle);
    }

    private static double millis(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toNanos() / 1e6;
    }

    private static MessageFilter time(Instant from, Instant to) {
        return filter(
                new TimeRange(from, to),
                "",
                "",
                "",
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                "");
    }

    private static MessageFilter outcome() {
        return filter(
                TimeRange.ALL,
                "",
                "",
                "",
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(MessageOutcome.NO_ROUTE),
                "");
    }

    private static MessageFilter names(
            String source, String destination, String name, String text) {
        return filter(
                TimeRange.ALL,
                source,
                destination,
                name,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                text);
    }

    private static MessageFilter with(Optional<ConnectionRef> connection) {
        return filter(
                TimeRange.ALL,
                "",
                "",
                "",
                connection,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                "");
    }

    private static MessageFilter ids(int session, OptionalInt message) {
        return filter(
                TimeRange.ALL,
                "",
                "",
                "",
                Optional.empty(),
                session < 0 ? OptionalInt.empty() : OptionalInt.of(session),
                message,
                Set.of(),
                "");
    }

    private static MessageFilter filter(
            TimeRange time,
            String source,
            String destination,
            String name,
            Optional<ConnectionRef> connection,
            OptionalInt session,
            OptionalInt message,
            Set<MessageOutcome> outcomes,
            String text) {
        return new MessageFilter(
                time,
                source,
                destination,
                name,
                connection,
                session,
                message,
                Set.of(),
                outcomes,
                OptionalInt.empty(),
                OptionalInt.empty(),
                text);
    }
}
