package io.slimconsole.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

final class RefusalsTest {
    private final Refusals refusals = new Refusals();

    private long told(int of, Instant at) {
        return IntStream.range(0, of).filter(_ -> refusals.admits(at)).count();
    }

    @Test
    void afterTheFirstFewThereIsOneInAWhile() {
        Instant now = Instant.EPOCH;

        assertThat(told(1_000, now)).isEqualTo(Refusals.BURST);
        assertThat(told(1_000, now.plus(Refusals.EACH))).isEqualTo(1);
        assertThat(told(1_000, now.plus(Refusals.EACH.multipliedBy(3)))).isEqualTo(2);
        assertThat(told(1_000, now.plus(Duration.ofDays(1)))).isEqualTo(Refusals.BURST);
    }
}
