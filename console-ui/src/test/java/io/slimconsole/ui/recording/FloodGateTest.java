package io.slimconsole.ui.recording;

import static io.slimconsole.ui.recording.Notebook.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.tests.kit.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What peers do thousands of times.
final class FloodGateTest {
    private static final Origin KEPT_OUT =
            new Origin(ActivityKind.REFUSED, "10.0.0.1", "node", "KEPT_OUT");
    private static final Origin OTHER_HOST =
            new Origin(ActivityKind.REFUSED, "10.0.0.2", "node", "KEPT_OUT");

    private final ManualClock clock = new ManualClock(NOW);
    private final List<Activity> log = new ArrayList<>();
    private final FloodGate gate = new FloodGate(clock, log::add);

    private Activity entry(Origin origin) {
        return Activity.of(
                        clock.instant(),
                        origin.kind(),
                        origin.from() + ":5000",
                        origin.subject(),
                        "Refused: go away.")
                .failed();
    }

    private void happens(Origin origin, int times) {
        for (int i = 0; i < times; i++) {
            gate.record(origin, () -> entry(origin));
        }
    }

    private static long counted(List<Activity> entries) {
        return entries.stream()
                .mapToLong(e -> Long.parseLong(e.facts().getOrDefault("count", "1")))
                .sum();
    }

    @Test
    void theFirstAreRecordedEachAndTheRestAsASum() {
        happens(KEPT_OUT, 20);
        assertThat(log).hasSize(20).containsOnly(entry(KEPT_OUT));
        log.clear();

        clock.advance(Duration.ofSeconds(2));
        happens(KEPT_OUT, 1);
        clock.advance(Duration.ofSeconds(3));
        happens(KEPT_OUT, 311);
        gate.sumUp();
        assertThat(log).isEmpty();
        clock.advance(Duration.ofSeconds(7));
        gate.sumUp();
        gate.sumUp();

        assertThat(log)
                .containsExactly(
                        Activity.of(
                                        NOW.plusSeconds(12),
                                        ActivityKind.REFUSED,
                                        "10.0.0.1",
                                        "node",
                                        "312 more: Refused: go away.")
                                .with("count", "312")
                                .with("first", NOW.plusSeconds(2).toString())
                                .with("last", NOW.plusSeconds(5).toString())
                                .with("reason", "KEPT_OUT")
                                .failed());
    }

    @Test
    void sumsBecomeRareWhileItGoesOn() {
        for (int second = 0; second < 3_600; second++) {
            happens(KEPT_OUT, 1_000);
            clock.advance(Duration.ofSeconds(1));
            gate.sumUp();
        }
        gate.close();

        // the first, one a minute, and after 10 s, 20 s, 40 s … a sum
        assertThat(log).hasSizeBetween(80, 20 + 60 + 13);
        assertThat(counted(log)).isEqualTo(3_600_000);
    }

    @Test
    void aFloodHidesNobodyElse() {
        happens(KEPT_OUT, 100_000);
        log.clear();

        happens(OTHER_HOST, 3);

        assertThat(log).hasSize(3).containsOnly(entry(OTHER_HOST));
    }

    @Test
    void whoWasQuietBeginsAnew() {
        happens(KEPT_OUT, 20);
        clock.advance(Duration.ofMinutes(20));
        gate.sumUp();
        log.clear();

        happens(KEPT_OUT, 21);

        assertThat(log).hasSize(20);
    }

    @Test
    void whatClientsDoInOrderIsRecordedEach() {
        for (int host = 0; host < 2_000; host++) {
            happens(connected("10.0.%d.%d".formatted(host / 250, host % 250)), 2);
        }

        assertThat(log).hasSize(4_000).allMatch(each -> each.facts().isEmpty());
    }

    private static Origin connected(String host) {
        return new Origin(ActivityKind.CONNECTED, host, host, "");
    }

    @Test
    void whatIsLongCountsForSeveral() {
        for (int i = 0; i < 10; i++) {
            gate.record(KEPT_OUT, () -> entry(KEPT_OUT).with("detail", "long ".repeat(800)));
        }
        assertThat(log).hasSize(2);

        clock.advance(Duration.ofSeconds(10));
        gate.sumUp();
        assertThat(counted(log)).isEqualTo(10);
        assertThat(log.getLast().facts()).doesNotContainKey("detail");
    }

    @Test
    void aClockThatIsSetBackEndsNothing() {
        happens(KEPT_OUT, 25);
        clock.advance(Duration.ofDays(-400));
        gate.sumUp();

        assertThat(counted(log)).isEqualTo(25);
        clock.advance(Duration.ofMinutes(3));
        log.clear();
        happens(KEPT_OUT, 4);
        assertThat(log).hasSize(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void nothingIsLostAndLittleIsRecorded(long seed) {
        var random = new Random(seed);
        var kinds =
                List.of(
                        ActivityKind.REFUSED,
                        ActivityKind.CONNECTED,
                        ActivityKind.DISCONNECTED,
                        ActivityKind.ROUTE_REFUSED);
        int hosts = 1 + random.nextInt(2_000);
        long happened = 0;
        for (int step = 0; step < 400; step++) {
            var kind = kinds.get(random.nextInt(kinds.size()));
            String host = "host " + random.nextInt(hosts);
            int times = random.nextInt(2_000);
            happens(new Origin(kind, host, host, "R" + random.nextInt(3)), times);
            happened += times;
            clock.advance(Duration.ofSeconds(random.nextInt(60)));
            gate.sumUp();
        }
        gate.close();

        long minutes = Duration.between(NOW, clock.instant()).toMinutes() + 1;
        long sums = log.stream().filter(each -> each.facts().containsKey("count")).count();
        assertThat(counted(log)).isEqualTo(happened);
        assertThat(log.size() - sums)
                .isLessThanOrEqualTo(FloodGate.ALL.atOnce() + minutes * FloodGate.ALL.perMinute());
        // 7 while the pauses grow, and one in ten minutes
        assertThat(sums)
                .isLessThanOrEqualTo((FloodGate.MOST_ORIGINS + kinds.size()) * (8 + minutes / 10));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:5000, 10.0.0.1",
        "[2001:db8:1:2:3:4:5:6]:5000, 2001:db8:1:2:0:0:0:0/64",
        "[::1]:5000, 0:0:0:0:0:0:0:0/64",
        "console, console",
        "unknown, unknown"
    })
    void aHostHasOneNameWhateverItsPort(String address, String host) {
        assertThat(Origin.host(address)).isEqualTo(host);
    }
}
