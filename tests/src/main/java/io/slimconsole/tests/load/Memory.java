package io.slimconsole.tests.load;

import io.slimconsole.node.name.Name;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;

/// How much memory the node's process holds: alone, with clients that do nothing, and after it has worked.
record Memory(String title, int clients, Traffic traffic) implements Scenario {
    /// From the last change to the look at the process.
    private static final Duration CALM = Duration.ofSeconds(2);

    @Override
    public List<Metric> shown() {
        return List.of(Metric.IDLE_MEMORY, Metric.CLIENTS_MEMORY, Metric.LOAD_MEMORY);
    }

    @Override
    public Stage prepare(Driver driver, RunningNode node) {
        var figures = new EnumMap<Metric, Double>(Metric.class);
        Pause.of(CALM);
        node.residentMiB().ifPresent(memory -> figures.put(Metric.IDLE_MEMORY, memory));
        var service = Name.of("load", "idle", "app");
        List<LoadLink> idle = driver.connect(node.address(), service, clients);
        idle.forEach(link -> link.subscribe(List.of(link.own())).join());
        Pause.of(CALM);
        node.residentMiB().ifPresent(memory -> figures.put(Metric.CLIENTS_MEMORY, memory));
        return new Running(
                Topology.lay(driver, node.address(), traffic),
                node,
                idle,
                new Figures(figures, List.of()));
    }

    private record Running(Topology topology, RunningNode node, List<LoadLink> idle, Figures before)
            implements Stage {
        @Override
        public void warmUp(Duration duration) {
            topology.start();
            WarmUp.await(node, duration);
            topology.settle();
        }

        @Override
        public Figures measure(Duration duration) {
            topology.start();
            Pause.of(duration);
            List<String> faults = topology.settle();
            var figures = new EnumMap<Metric, Double>(Metric.class);
            figures.putAll(before.values());
            node.residentMiB().ifPresent(memory -> figures.put(Metric.LOAD_MEMORY, memory));
            return new Figures(figures, faults);
        }

        @Override
        public void close() {
            topology.close();
            idle.forEach(LoadLink::close);
        }
    }
}
