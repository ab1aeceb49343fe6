package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A log in a folder, with a source of messages that the test fills.
final class OpenedLog implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");

    final FakeSource source = new FakeSource();
    final LiveAuditLog log;

    OpenedLog(Path folder) {
        this(folder, AuditRules.DEFAULTS, new ManualClock(NOW), WriterHooks.NONE);
    }

    OpenedLog(Path folder, AuditRules rules, ManualClock clock, WriterHooks hooks) {
        log = LiveAuditLog.open(folder, source, rules, clock.inUtc(), hooks);
    }

    /// Waits until `count` messages and `activity` other entries are stored.
    void await(long count, long activity) {
        await(() -> log.messages().newest() >= count && log.activity().newest() >= activity);
        assertThat(log.messages().newest()).isEqualTo(count);
        assertThat(log.activity().newest()).isEqualTo(activity);
    }

    static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    List<MessageEntry> find(MessageFilter filter) {
        return all(log.messages().find(filter));
    }

    List<ActivityEntry> find(ActivityFilter filter) {
        return all(log.activity().find(filter));
    }

    static <E extends AuditEntry> List<E> all(Finding<E> finding) {
        try (finding) {
            awaitEnd(finding);
            List<E> all = new ArrayList<>();
            while (all.size() < finding.progress().found()) {
                List<E> page = finding.page(all.size(), 777);
                assertThat(page).isNotEmpty();
                all.addAll(page);
            }
            return all;
        }
    }

    static void awaitEnd(Finding<?> finding) {
        var done = new CountDownLatch(1);
        finding.onProgress(
                () -> {
                    if (finding.progress().done()) {
                        done.countDown();
                    }
                });
        try {
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
