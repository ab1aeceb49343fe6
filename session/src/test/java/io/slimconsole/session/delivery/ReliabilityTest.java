package io.slimconsole.session.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slimconsole.session.wire.Body;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class ReliabilityTest {
    @Test
    void timersAreReadAsUnsignedNumbers() {
        assertThat(Reliability.of(new Body.Timers(1_000, 10)))
                .isEqualTo(new Reliability(Duration.ofSeconds(1), 10));
        assertThat(Reliability.of(new Body.Timers(-1, -1)))
                .isEqualTo(new Reliability(Duration.ofMillis(4294967295L), Integer.MAX_VALUE));
    }

    @Test
    void nobodyCanMakeUsRepeatWithoutAPause() {
        assertThat(Reliability.of(new Body.Timers(0, 0)))
                .isEqualTo(new Reliability(Reliability.SHORTEST, 0));
    }

    @Test
    void whatCannotBeRepeatedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reliability(Duration.ZERO, 1))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reliability(Reliability.SHORTEST, -1))
                .withMessageContaining("-1 times");
    }
}
