package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.proof.ExportCheck;
import io.slimconsole.persistence.audit.proof.ExportCheck.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Whoever reads sees whole entries in order, whatever others read and the writer writes meanwhile.
@Timeout(240)
final class ConcurrentReadersTest {
    private static final int COUNT = 60_000;

    @TempDir Path folder;

    private final List<MessageEntry> all = new ArrayList<>(COUNT);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void manyReadWhileOneWrites() throws Exception {
        var messages = new RandomMessages(new Random(17));
        for (int i = 0; i < COUNT; i++) {
            all.add(messages.next());
        }
        try (var opened = new OpenedLog(folder.resolve("log"));
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            opened.source.add(all.getFirst());
            opened.await(1, 0);
            List<Future<?>> reading =
                    List.of(
                            readers.submit(repeated(() -> searchForAll(opened))),
                            readers.submit(repeated(() -> searchForSome(opened, new Random(3)))),
                            readers.submit(repeated(() -> searchForSome(opened, new Random(4)))),
                            readers.submit(repeated(() -> follow(opened))),
                            readers.submit(repeated(() -> count(opened))),
                            readers.submit(repeated(() -> export(opened))),
                            readers.submit(repeated(() -> verify(opened))));

            // written as fast as they are read, so that each reader has seen it at work
            int written = 1;
            while (written < COUNT) {
                int before = rounds.get();
                for (int i = 0; i < 1_500 && written < COUNT; i++) {
                    opened.source.add(all.get(written++));
                }
                OpenedLog.await(() -> rounds.get() > before || failed(reading));
            }
            int stored = written;
            OpenedLog.await(() -> opened.log.messages().newest() == stored || failed(reading));
            over.set(true);
            for (Future<?> each : reading) {
                result(each);
            }

            assertThat(opened.find(MessageFilter.ALL)).isEqualTo(all.reversed());
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
    }

    private static boolean failed(List<Future<?>> reading) {
        return reading.stream().anyMatch(each -> each.state() == Future.State.FAILED);
    }

    private static void result(Future<?> reader) throws Exception {
        try {
            reader.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a reader saw something else", e.getCause());
        }
    }

    private interface Reader {
        void read() throws Exception;
    }

    private Callable<Integer> repeated(Reader reader) {
        return () -> {
            int times = 0;
            do {
                reader.read();
                times++;
                rounds.incrementAndGet();
            } while (!over.get());
            return times;
        };
    }

    /// What was there when it began, and nothing else.
    private void searchForAll(OpenedLog opened) {
        long before = opened.log.messages().newest();
        List<MessageEntry> found = OpenedLog.all(opened.log.messages().find(MessageFilter.ALL));

        assertThat(found).hasSizeGreaterThanOrEqualTo((int) before);
        isSame(found, all.subList(0, found.size()).reversed());
    }

    private void searchForSome(OpenedLog opened, Random random) {
        long upTo = opened.log.messages().newest();
        MessageFilter filter =
                new RandomMessages(random).filter(all.subList(0, (int) Math.max(1, upTo)));
        List<MessageEntry> found = OpenedLog.all(opened.log.messages().find(filter, 0, upTo));

        isSame(
                found,
                all.subList(0, (int) upTo).reversed().stream()
                        .filter(e -> NaiveFilter.finds(filter, e))
                        .toList());
    }

    /// Pages of a finding stay what they are while more is written.
    private void follow(OpenedLog opened) {
        try (Finding<MessageEntry> found = opened.log.messages().find(MessageFilter.ALL)) {
            OpenedLog.awaitEnd(found);
            long size = found.progress().found();
            for (long from = 0; from < size; from += Math.max(1, size / 5)) {
                int at = (int) (size - from);
                List<MessageEntry> page = found.page(from, 100);
                isSame(page, all.subList(Math.max(0, at - 100), at).reversed());
            }
        }
    }

    private void count(OpenedLog opened) {
        try (Finding<MessageEntry> found = opened.log.messages().find(MessageFilter.ALL)) {
            OpenedLog.awaitEnd(found);
            var range = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
            Timeline timeline = found.timeline(range, 10);
            long sum = 0;
            for (Timeline.Bucket bucket : timeline.buckets()) {
                sum += bucket.succeeded() + bucket.failed();
            }
            assertThat(sum).isEqualTo(found.progress().found());
        }
    }

    private void export(OpenedLog opened) throws Exception {
        Path file = folder.resolve("export.jsonl");
        try (Finding<MessageEntry> found = opened.log.messages().find(MessageFilter.ALL)) {
            OpenedLog.awaitEnd(found);
            long entries =
                    opened.log.export(found, ExportFormat.JSON_LINES, file, _ -> {}, () -> false);
            assertThat(entries).isEqualTo(found.progress().found());
            assertThat(((Result.Sound) ExportCheck.check(file)).manifest().entries())
                    .isEqualTo(entries);
        }
    }

    private static void verify(OpenedLog opened) {
        assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
    }

    /// Without a description of a hundred thousand entries, where they are.
    private static void isSame(List<MessageEntry> found, List<MessageEntry> expected) {
        if (!found.equals(expected)) {
            for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
                assertThat(found.get(i)).as("place %d", i).isEqualTo(expected.get(i));
            }
            assertThat(found.size()).isEqualTo(expected.size());
        }
    }
}
