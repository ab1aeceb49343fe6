package io.slimconsole.tests.load;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How long a message takes at a fixed rate, from the moment it was due; so a node that makes its senders wait is not
/// measured less often for it.
///
/// @param perSecond messages of each sender
/// @param dropped subscriptions of a link that goes away halfway through each measurement; with none, no link does
record Latency(String title, Traffic traffic, int perSecond, Crowd dropped) implements Scenario {
    @Override
    public List<Metric> shown() {
        return List.of(Metric.P50, Metric.P99, Metric.P999, Metric.MAX);
    }

    @Override
    public Stage prepare(Driver driver, RunningNode node) {
        return new Running(
                driver, node, Topology.lay(driver, node.address(), traffic), perSecond, dropped);
    }

    static Map<Metric, Double> figures(Histogram micros) {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        figures.put(Metric.P50, micros.getValueAtPercentile(50) / 1e3);
        figures.put(Metric.P99, micros.getValueAtPercentile(99) / 1e3);
        figures.put(Metric.P999, micros.getValueAtPercentile(99.9) / 1e3);
        figures.put(Metric.MAX, micros.getMaxValue() / 1e3);
        return figures;
    }

    private record Running(
            Driver driver, RunningNode node, Topology topology, int perSecond, Crowd dropped)
            implements Stage {
        @Override
        public void warmUp(Duration duration) {
            topology.start();
            WarmUp.await(node, duration);
            topology.settle();
        }

        @Override
        public Figures measure(Duration duration) {
            try (var victim = Topology.holding(driver, node.address(), dropped)) {
                topology.startAt(perSecond);
                takeLatencies();
                Pause.of(duration.dividedBy(2));
                victim.drop();
                Pause.of(duration.dividedBy(2));
                List<String> faults = topology.settle();
                var all = new Histogram(3);
                takeLatencies().forEach(all::add);
                return new Figures(figures(all), faults);
            }
        }

        private List<Histogram> takeLatencies() {
            var taken = new ArrayList<Histogram>();
            for (int i = 0; i < topology.receivers().size(); i++) {
                Deliveries deliveries = topology.deliveries().get(i);
                taken.add(topology.receivers().get(i).callOnLoop(deliveries::takeLatencies));
            }
            return taken;
        }

        @Override
        public void close() {
            topology.close();
        }
    }
}
