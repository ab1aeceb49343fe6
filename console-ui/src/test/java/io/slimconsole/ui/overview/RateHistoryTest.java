package io.slimconsole.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateHistoryTest {
    private final RateHistory history = new RateHistory();

    @Test
    void itGrowsOldestFirst() {
        history.add(1, 10);
        history.add(2, 20);

        assertThat(history.series().in()).containsExactly(1, 2);
        assertThat(history.series().out()).containsExactly(10, 20);
        assertThat(history.series().max()).isEqualTo(20);
    }

    @Test
    void afterFiveMinutesTheOldestGoes() {
        for (int i = 0; i <= RateHistory.SECONDS; i++) {
            history.add(i, 0);
        }

        assertThat(history.series().in())
                .hasSize(RateHistory.SECONDS)
                .startsWith(1, 2)
                .endsWith(RateHistory.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({"0,4", "4,4", "4.1,8", "8.1,20", "20.5,40", "801,2000", "123456,200000"})
    void theScaleEndsAtANumberThatFourLinesDivide(double max, double top) {
        assertThat(RateChart.niceTop(max)).isEqualTo(top);
    }
}
