package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

final class ReportTest {
    private static final Scenario PAIR = new Throughput("1 pair", Traffic.pairs(1, 100));
    private static final Scenario TIMED =
            new Latency("at a rate", Traffic.pairs(1, 100), 1000, Crowd.NONE);

    @Test
    void theMedianLiesInTheMiddle() {
        assertThat(Figures.median(delivered(9, 1, 5), Metric.DELIVERED))
                .isEqualTo(OptionalDouble.of(5));
        assertThat(Figures.median(delivered(9, 1, 5, 6), Metric.DELIVERED))
                .isEqualTo(OptionalDouble.of(5.5));
        assertThat(Figures.median(delivered(), Metric.DELIVERED)).isEmpty();
        assertThat(Figures.median(delivered(1), Metric.CPU)).isEmpty();
    }

    @Test
    void twoContendersAreShownWithTheirRatio() {
        var outcome = outcome(PAIR, delivered(30_000), delivered(12_000));

        assertThat(Report.markdown(List.of(outcome)))
                .isEqualTo(
                        """
                        |  | delivered/s, ours | delivered/s, upstream | ratio | CPU µs/message, ours | CPU µs/message, upstream | ratio |
                        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                        | 1 pair | 30,000 | 12,000 | **2.50** | – | – | – |

                        Every delivery arrived, once and in order.
                        """);
    }

    @Test
    void ofMoreThanTwoEachIsComparedWithTheFirst() {
        var measurements = new LinkedHashMap<String, List<Figures>>();
        measurements.put("off", delivered(30_000));
        measurements.put("control", delivered(27_000));
        measurements.put("all", delivered(15_000));

        assertThat(Report.markdown(List.of(new Comparison.Outcome(PAIR, measurements))).lines())
                .startsWith(
                        "|  | delivered/s, off | delivered/s, control | delivered/s, all |"
                                + " control / off | all / off | CPU µs/message, off | CPU"
                                + " µs/message, control | CPU µs/message, all | control / off |"
                                + " all / off |")
                .contains(
                        "| 1 pair | 30,000 | 27,000 | 15,000 | **0.90** | **0.50** | – | – | – | –"
                                + " | – |");
    }

    @Test
    void otherMetricsBeginAnotherTable() {
        var first = outcome(PAIR, delivered(1), delivered(1));
        var second = outcome(TIMED, List.of(), List.of());

        assertThat(Report.markdown(List.of(first, second)).lines())
                .anyMatch(line -> line.startsWith("|  | p50 ms, ours | p50 ms, upstream | p99"));
    }

    @Test
    void aFaultIsSaid() {
        var faulty = new Figures(Map.of(), List.of("9 of 10 deliveries arrived"));
        var outcome = outcome(PAIR, List.of(faulty, faulty), delivered(1));

        assertThat(Report.markdown(List.of(outcome)))
                .endsWith(
                        """
                        Not as it should be:

                        - 1 pair, ours: 9 of 10 deliveries arrived
                        """);
    }

    @Test
    void aMeasurementIsOneLineOfJson() {
        var figures = new Figures(Map.of(Metric.CPU, 2.5), List.of("said \"no\"\n"));

        assertThat(Report.json(new Comparison.Measurement(PAIR, "ours", 2, figures)))
                .isEqualTo(
                        """
                        {"scenario": "1 pair", "contender": "ours", "round": 2, "figures": {"cpu": 2.5}, "faults": ["said \\"no\\"\\u000a"]}\
                        """);
    }

    private static List<Figures> delivered(double... perSecond) {
        return DoubleStream.of(perSecond)
                .mapToObj(value -> new Figures(Map.of(Metric.DELIVERED, value), List.of()))
                .toList();
    }

    private static Comparison.Outcome outcome(
            Scenario scenario, List<Figures> ours, List<Figures> upstream) {
        var measurements = new LinkedHashMap<String, List<Figures>>();
        measurements.put("ours", ours);
        measurements.put("upstream", upstream);
        return new Comparison.Outcome(scenario, measurements);
    }
}
