package io.slimconsole.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

final class ClockWatchTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration YEARS = Duration.ofDays(3_650);

    private Instant now = OpenedLog.NOW;
    private Duration passed = Duration.ZERO;
    private final ClockWatch watch = new ClockWatch(now, 0);

    private Optional<String> look(Duration really, Duration byTheClock) {
        passed = passed.plus(really);
        now = now.plus(byTheClock);
        return watch.look(now, passed.toNanos());
    }

    @Test
    void aClockThatGoesOnIsTrusted() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(look(MINUTE, MINUTE)).isEmpty();
            assertThat(watch.isTrusted()).isTrue();
        }
    }

    @Test
    void aJumpIsToldOnceAndTrustedAfterAnHour() {
        assertThat(look(MINUTE, YEARS)).get().asString().contains("2026-05-04").contains("2036-");
        assertThat(watch.isTrusted()).isFalse();

        for (int i = 0; i < 59; i++) {
            assertThat(look(MINUTE, MINUTE)).isEmpty();
            assertThat(watch.isTrusted()).isFalse();
        }
        look(MINUTE, MINUTE);
        assertThat(watch.isTrusted()).isTrue();
    }

    @Test
    void aClockThatIsSetBackIsTrustedAtOnce() {
        look(MINUTE, YEARS);

        look(MINUTE, YEARS.negated());

        assertThat(watch.isTrusted()).isTrue();
    }

    @Test
    void aLogThatIsOpenedLongAfterItsNewestEntryWaitsToo() {
        var opened = new ClockWatch(now.minus(YEARS), 0);

        assertThat(opened.look(now, 0)).isPresent();
        assertThat(opened.isTrusted()).isFalse();
    }
}
