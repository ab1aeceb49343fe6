package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(120)
final class FaultsTest {
    /// Of H2's files: twice the same block.
    private static final int FILE_HEADER = 8 * 1024;

    @TempDir Path folder;

    private final RandomMessages messages = new RandomMessages(new Random(2));
    private final ManualClock clock = new ManualClock(OpenedLog.NOW);

    private OpenedLog open(WriterHooks hooks) {
        return new OpenedLog(folder, AuditRules.DEFAULTS, clock, hooks);
    }

    private ActivityEntry gap(OpenedLog opened) {
        OpenedLog.await(
                () ->
                        opened.find(ActivityFilter.ALL).stream()
                                .anyMatch(e -> e.kind() == ActivityKind.GAP));
        return opened.find(ActivityFilter.ALL).stream()
                .filter(e -> e.kind() == ActivityKind.GAP)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFullDiskIsSaidAndRecordingResumesWithoutLoss() {
        var full = new AtomicBoolean();
        WriterHooks hooks =
                () -> {
                    if (full.get()) {
                        throw new UncheckedIOException(new IOException("No space left on device"));
                    }
                };
        try (var opened = open(hooks)) {
            List<MessageEntry> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(messages.next());
                opened.source.add(all.getLast());
            }
            opened.await(100, 0);

            full.set(true);
            for (int i = 0; i < 5_000; i++) {
                all.add(messages.next());
                opened.source.add(all.getLast());
            }
            OpenedLog.await(() -> opened.log.status().trouble().isPresent());
            assertThat(opened.log.status().trouble().orElseThrow().text())
                    .startsWith("the disk is full, so the audit log");
            opened.source.lose(17);

            full.set(false);
            OpenedLog.await(() -> opened.log.messages().newest() == all.size());
            assertThat(opened.log.status().trouble()).isEmpty();
            assertThat(opened.find(MessageFilter.ALL)).isEqualTo(all.reversed());
            assertThat(gap(opened).facts())
                    .containsEntry("messages", "17")
                    .hasEntrySatisfying("reason", why -> assertThat(why).contains("disk is full"));
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsSaidInTheSameWordsAtEachTry() {
        var tries = new AtomicInteger();
        WriterHooks hooks =
                () -> {
                    tries.incrementAndGet();
                    throw new UncheckedIOException(new IOException("No space left on device"));
                };
        try (var opened = open(hooks)) {
            Set<String> told = new HashSet<>();
            opened.source.add(messages.next());

            OpenedLog.await(
                    () -> {
                        opened.log.status().trouble().ifPresent(t -> told.add(t.text()));
                        return tries.get() == 4;
                    });

            assertThat(told).hasSize(1).allMatch(text -> text.startsWith("the disk is full"));
        }
    }

    @Test
    void aSlowDiskHoldsUpNobody() throws Exception {
        var slow = new CountDownLatch(1);
        var waiting = new CountDownLatch(1);
        WriterHooks hooks =
                () -> {
                    waiting.countDown();
                    try {
                        slow.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        try (var opened = open(hooks)) {
            opened.source.add(messages.next());
            waiting.await();

            for (int i = 0; i < ActivityIntake.MOST_WAITING + 50; i++) {
                opened.log.record(AuditLogTest.activity(i));
            }
            opened.source.lose(30);
            slow.countDown();

            ActivityEntry gap = gap(opened);
            assertThat(Long.parseLong(gap.facts().get("activity"))).isEqualTo(50);
            assertThat(gap.facts()).containsEntry("messages", "30");
            OpenedLog.await(() -> opened.log.status().activity().lost() == 50);
            assertThat(opened.log.status().messages().lost()).isEqualTo(30);
        }
    }

    @Test
    void aFolderThatCantBeUsedIsSaidUntilItCan() throws Exception {
        Path occupied = Files.writeString(folder.resolve("occupied"), "a file");
        try (var opened =
                new OpenedLog(
                        occupied.resolve("data"), AuditRules.DEFAULTS, clock, WriterHooks.NONE)) {
            assertThat(opened.log.status().trouble()).isPresent();
            opened.source.add(messages.next());
            opened.log.record(AuditLogTest.activity(1));
            assertThat(opened.find(MessageFilter.ALL)).isEmpty();

            Files.delete(occupied);
            OpenedLog.await(() -> opened.log.messages().newest() == 1);

            assertThat(opened.log.status().trouble()).isEmpty();
            assertThat(gap(opened).facts()).containsEntry("messages", "0");
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndANewLogBegins() throws Exception {
        try (var opened = open(WriterHooks.NONE)) {
            opened.source.add(messages.next());
            opened.await(1, 0);
        }
        Path file = folder.resolve("audit.mv.db");
        byte[] noise = new byte[(int) Files.size(file)];
        new Random(1).nextBytes(noise);
        Files.write(file, noise);

        try (var opened = open(WriterHooks.NONE)) {
            assertThat(opened.log.status().trouble()).isEmpty();
            assertThat(gap(opened).text()).contains("is damaged").contains("audit.mv.db.damaged-");
            assertThat(opened.log.messages().newest()).isZero();
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("audit.mv.db.damaged-"));
        }
    }

    @Test
    void aDamagedPageCostsNoMoreThanItsEntries() throws Exception {
        int count = 40_000;
        try (var opened = open(WriterHooks.NONE)) {
            for (int i = 0; i < count; i++) {
                opened.source.add(messages.next());
            }
            opened.await(count, 0);
        }
        byte[] body = Tampering.body(folder, 1);
        Path file = folder.resolve("audit.mv.db");
        byte[] whole = Files.readAllBytes(file);
        byte[] beginning = Arrays.copyOf(body, 64);
        // the head of its page too; what was replaced may lie there still
        int at = indexOf(whole, beginning);
        assertThat(at).isPositive();
        for (; at >= 0; at = indexOf(whole, beginning)) {
            Arrays.fill(whole, at - 20, at + 64, (byte) 0);
        }
        Files.write(file, whole);

        try (var opened = open(WriterHooks.NONE)) {
            Verification found = opened.log.verify(_ -> {}, () -> false);
            assertThat(found.sound()).isFalse();
            opened.source.add(messages.next());
            long newest = opened.log.messages().newest();
            OpenedLog.await(() -> opened.log.messages().newest() == newest + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {27, 46, 146, 153})
    void recordingGoesOnWhateverIsDamaged(int seed) throws Exception {
        try (var opened = open(WriterHooks.NONE)) {
            for (int i = 0; i < 20_000; i++) {
                opened.source.add(messages.next());
            }
            opened.await(20_000, 0);
        }
        Path file = folder.resolve("audit.mv.db");
        byte[] whole = Files.readAllBytes(file);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int at = FILE_HEADER + random.nextInt(whole.length - FILE_HEADER - 64);
            Arrays.fill(whole, at, at + 64, (byte) 0);
        }
        Files.write(file, whole);

        try (var opened = open(WriterHooks.NONE)) {
            long newest = opened.log.messages().newest();
            opened.source.add(messages.next());
            OpenedLog.await(
                    () ->
                            opened.log.messages().newest() != newest
                                    && opened.log.status().trouble().isEmpty());
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 64; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void aClockThatIsSetBackChangesNoOrder() {
        try (var opened = open(WriterHooks.NONE)) {
            opened.log.record(AuditLogTest.activity(100));
            opened.await(0, 1);
            clock.advance(Duration.ofDays(-10));
            opened.log.record(AuditLogTest.activity(1));
            opened.await(0, 2);

            assertThat(opened.find(ActivityFilter.ALL))
                    .containsExactly(
                            AuditLogTest.activity(1).entry(2), AuditLogTest.activity(100).entry(1));
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
    }

    @Test
    void readersSeeWholeEntriesWhileOthersAreWritten() {
        try (var opened = open(WriterHooks.NONE)) {
            List<MessageEntry> all = new ArrayList<>();
            for (int batch = 0; batch < 60; batch++) {
                for (int i = 0; i < 331; i++) {
                    all.add(messages.next());
                    opened.source.add(all.getLast());
                }
                List<MessageEntry> found = opened.find(MessageFilter.ALL);
                assertThat(found).isEqualTo(all.subList(0, found.size()).reversed());
            }
            opened.await(all.size(), 0);
            assertThat(opened.find(MessageFilter.ALL)).isEqualTo(all.reversed());
        }
    }
}
