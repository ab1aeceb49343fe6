package io.slimconsole.tests.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a receiver that stops taking messages costs the others.
///
/// Four pairs run. Beside them one sender publishes to two receivers, of which one stops opening its window. The pairs
/// should not notice; the sender may be held back for a while, until the node lets the slow receiver go.
record SlowReceiver(String title, int payloadBytes) implements Scenario {
    private static final int PAIRS = 4;

    /// Longer than a node with a limit would wait.
    private static final Duration STALLED = Duration.ofSeconds(10);

    @Override
    public List<Metric> shown() {
        return List.of(
                Metric.OTHERS_BEFORE, Metric.OTHERS_DURING, Metric.SILENCE, Metric.CLOSED_AFTER);
    }

    @Override
    public Stage prepare(Driver driver, RunningNode node) {
        var pairs = Topology.lay(driver, node.address(), Traffic.pairs(PAIRS, payloadBytes));
        return new Running(driver, node, pairs, payloadBytes);
    }

    private record Running(Driver driver, RunningNode node, Topology pairs, int payloadBytes)
            implements Stage {
        @Override
        public void warmUp(Duration duration) {
            pairs.start();
            WarmUp.await(node, duration);
            pairs.settle();
        }

        @Override
        public Figures measure(Duration duration) {
            try (var channel =
                    Topology.lay(driver, node.address(), Traffic.fanOut(2, payloadBytes))) {
                var figures = new EnumMap<Metric, Double>(Metric.class);
                pairs.start();
                channel.start();
                figures.put(Metric.OTHERS_BEFORE, perSecond(duration));
                LoadLink slow = channel.receivers().getFirst();
                LoadLink neighbour = channel.receivers().getLast();
                Deliveries neighbours = channel.deliveries().getLast();
                neighbour.onLoop(neighbours::resetSilence);
                long begin = System.nanoTime();
                var closedAfter = slow.closed().thenApply(_ -> (System.nanoTime() - begin) / 1e9);
                slow.stall();
                figures.put(Metric.OTHERS_DURING, perSecond(STALLED));
                figures.put(
                        Metric.SILENCE,
                        (double) TimeUnit.NANOSECONDS.toMillis(neighbours.silenceNanos()));
                if (closedAfter.isDone()) {
                    figures.put(Metric.CLOSED_AFTER, closedAfter.join());
                }
                channel.stop();
                return new Figures(figures, pairs.settle());
            }
        }

        private double perSecond(Duration duration) {
            long before = pairs.delivered();
            long begin = System.nanoTime();
            Pause.of(duration);
            return (pairs.delivered() - before) * 1e9 / (System.nanoTime() - begin);
        }

        @Override
        public void close() {
            pairs.close();
        }
    }
}
