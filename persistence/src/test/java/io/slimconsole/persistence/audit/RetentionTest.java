package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;

@Timeout(120)
final class RetentionTest {
    @TempDir Path folder;

    private final ManualClock clock = new ManualClock(OpenedLog.NOW);
    private volatile Duration ahead = Duration.ZERO;

    /// The machine's own clock goes on as the other one does.
    private final WriterHooks going =
            new WriterHooks() {
                @Override
                public void beforeCommit() {}

                @Override
                public long nanos() {
                    return Duration.between(OpenedLog.NOW, clock.instant()).minus(ahead).toNanos();
                }
            };

    private static AuditRules keep(Duration age) {
        return new AuditRules(
                AuditRules.DEFAULTS.messages(),
                AuditRules.DEFAULTS.leftOut(),
                Set.of(ActivityKind.Group.values()),
                Set.of(),
                AuditRules.DEFAULTS.keepMessages().withAge(age),
                AuditRules.DEFAULTS.keepActivity());
    }

    /// Two segments: one of three days ago, one of today.
    private OpenedLog twoSegments() {
        var messages = new RandomMessages(new Random(1));
        var opened = new OpenedLog(folder, keep(Duration.ofDays(30)), clock, going);
        for (int i = 0; i < 5_000; i++) {
            opened.source.add(messages.next());
        }
        opened.await(5_000, 0);
        clock.advance(Duration.ofDays(3));
        opened.source.add(messages.next());
        opened.await(5_001, 0);
        opened.source.add(messages.next());
        opened.await(5_002, 0);
        return opened;
    }

    @Test
    void oldSegmentsGoAndLeaveASignedStub() throws Exception {
        try (var opened = twoSegments()) {
            opened.log.rules(keep(Duration.ofDays(2)));
            OpenedLog.await(() -> opened.log.messages().oldest() == 5_002);

            assertThat(opened.find(MessageFilter.ALL)).hasSize(1);
            assertThat(opened.log.verify(_ -> {}, () -> false).faults()).isEmpty();
            OpenedLog.await(
                    () ->
                            opened.find(ActivityFilter.ALL).stream()
                                    .anyMatch(
                                            e ->
                                                    e.kind() == ActivityKind.RETENTION
                                                            && e.text()
                                                                    .equals(
                                                                            "Entries 1 to 5001 of"
                                                                                + " messages were"
                                                                                + " deleted: older"
                                                                                + " than 2 days")));
        }
        Tampering.execute(
                folder, "UPDATE segment SET removed_why = 'because' WHERE removed_why IS NOT NULL");
        try (var opened = new OpenedLog(folder, keep(Duration.ofDays(2)), clock, going)) {
            assertThat(opened.log.verify(_ -> {}, () -> false).faults())
                    .containsExactly(
                            new Verification.Fault(
                                    "messages",
                                    1,
                                    "entries 1 to 5001 were deleted, and not by retention"));
        }
    }

    @Test
    void aClockThatIsSetYearsAheadDeletesNothing() {
        try (var opened = twoSegments()) {
            ahead = Duration.ofDays(3_650);
            clock.advance(ahead);
            opened.log.rules(keep(Duration.ofDays(20)));

            OpenedLog.await(
                    () ->
                            opened.find(ActivityFilter.ALL).stream()
                                    .anyMatch(e -> e.text().startsWith("The clock went from")));
            assertThat(opened.log.messages().oldest()).isEqualTo(1);
            clock.advance(ahead.negated());
            ahead = Duration.ZERO;
            opened.log.rules(keep(Duration.ofDays(2)));
            OpenedLog.await(() -> opened.log.messages().oldest() >= 5_002);
        }
    }

    @Test
    void deletingASegmentIsNotRetention() throws Exception {
        twoSegments().close();
        Tampering.execute(
                folder,
                "DELETE FROM block WHERE trail = 0 AND first_sequence <= 5001",
                "DELETE FROM block_body WHERE trail = 0 AND first_sequence <= 5001",
                "DELETE FROM segment WHERE trail = 0 AND first_sequence = 1");

        try (var opened = new OpenedLog(folder, keep(Duration.ofDays(30)), clock, going)) {
            assertThat(opened.log.verify(_ -> {}, () -> false).faults())
                    .containsExactly(
                            new Verification.Fault("messages", 1, "entries 1 to 5001 are missing"));
        }
    }
}
