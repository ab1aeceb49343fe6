package io.slimconsole.tests.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How many messages a second the node delivers when its senders never wait, and what each costs it.
record Throughput(String title, Traffic traffic) implements Scenario {
    /// From the start of the flows to full pipes.
    private static final Duration RAMP = Duration.ofMillis(200);

    @Override
    public List<Metric> shown() {
        return traffic.crowd().equals(Crowd.NONE)
                ? List.of(Metric.DELIVERED, Metric.CPU)
                : List.of(Metric.DELIVERED, Metric.CPU, Metric.SUBSCRIBED, Metric.SUBSCRIBES);
    }

    @Override
    public Stage prepare(Driver driver, RunningNode node) {
        return new Running(Topology.lay(driver, node.address(), traffic), node);
    }

    private record Running(Topology topology, RunningNode node) implements Stage {
        @Override
        public void warmUp(Duration duration) {
            topology.start();
            WarmUp.await(node, duration);
            topology.settle();
        }

        @Override
        public Figures measure(Duration duration) {
            topology.start();
            Pause.of(RAMP);
            long deliveredBefore = topology.delivered();
            var cpuBefore = node.cpu();
            long begin = System.nanoTime();
            Pause.of(duration);
            long delivered = topology.delivered() - deliveredBefore;
            var cpuAfter = node.cpu();
            long nanos = System.nanoTime() - begin;
            var figures = figures(delivered, nanos);
            if (cpuBefore.isPresent() && cpuAfter.isPresent() && delivered > 0) {
                double micros = cpuAfter.get().minus(cpuBefore.get()).toNanos() / 1e3;
                figures.put(Metric.CPU, micros / delivered);
            }
            node.residentMiB().ifPresent(memory -> figures.put(Metric.LOAD_MEMORY, memory));
            return new Figures(figures, topology.settle());
        }

        private Map<Metric, Double> figures(long delivered, long nanos) {
            var figures = new EnumMap<Metric, Double>(Metric.class);
            figures.put(Metric.DELIVERED, delivered * 1e9 / nanos);
            if (topology.crowdTaken() > 0) {
                figures.put(Metric.SUBSCRIBED, (double) topology.crowdTaken());
                figures.put(Metric.SUBSCRIBES, topology.subscribesPerSecond());
            }
            return figures;
        }

        @Override
        public void close() {
            topology.close();
        }
    }
}
