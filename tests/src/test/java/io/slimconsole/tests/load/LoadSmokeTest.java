package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Under load nothing is lost, doubled or out of order, and what arrives is rightly signed.
final class LoadSmokeTest {
    private static final long ENOUGH = 2_000;

    private final Driver driver = new Driver(1);
    private final SlimNode node = SlimNode.create(NodeConfig.loopback(0));
    private InetSocketAddress address;

    @BeforeEach
    void start() {
        node.start();
        address = node.status().address().orElseThrow();
    }

    @AfterEach
    void stop() {
        node.close();
        driver.close();
    }

    static List<Traffic> traffic() {
        return List.of(
                Traffic.pairs(1, 100),
                Traffic.pairs(4, 1024),
                Traffic.pairs(2, 64 * 1024),
                Traffic.fanOut(8, 100),
                Traffic.fanOut(8, 64 * 1024),
                Traffic.pairs(2, 100).among(new Crowd(500, Crowd.Spread.NAMES)),
                Traffic.pairs(2, 100).among(new Crowd(500, Crowd.Spread.INSTANCES)),
                Traffic.anycast(4, 100, new Crowd(500, Crowd.Spread.INSTANCES)));
    }

    @ParameterizedTest
    @MethodSource("traffic")
    void allDeliveriesAreComplete(Traffic traffic) {
        try (var topology = Topology.lay(driver, address, traffic)) {
            topology.start();
            Await.until("messages flow", () -> topology.delivered() > ENOUGH);

            assertThat(topology.settle()).isEmpty();
            assertThat(topology.crowdTaken()).isEqualTo(traffic.crowd().subscriptions());
        }
    }

    @Test
    void latenciesAreMeasuredAtAFixedRate() {
        try (var topology = Topology.lay(driver, address, Traffic.pairs(1, 100))) {
            Deliveries deliveries = topology.deliveries().getFirst();
            LoadLink receiver = topology.receivers().getFirst();
            receiver.callOnLoop(deliveries::takeLatencies);
            topology.startAt(500);
            Await.until("a hundred arrived", () -> topology.delivered() >= 100);

            assertThat(topology.settle()).isEmpty();
            assertThat(receiver.callOnLoop(deliveries::takeLatencies).getTotalCount())
                    .isEqualTo(topology.delivered());
        }
    }

    @Test
    void aNodeWhoseProcessIsNotSeenStillTakesTheLoad() {
        var elsewhere = new RunningNode(address, Optional.empty(), Optional.empty());
        var scenario = new Memory("resident", 3, Traffic.pairs(1, 100));
        try (var stage = scenario.prepare(driver, elsewhere)) {
            var figures = stage.measure(Duration.ofMillis(50));

            assertThat(figures.faults()).isEmpty();
            assertThat(figures.values()).isEmpty();
        }
    }

    @Test
    void theFloorIsMeasuredWithoutANode() {
        var elsewhere = new RunningNode(address, Optional.empty(), Optional.empty());
        try (var stage = new Floor("floor", 1024, 1000).prepare(driver, elsewhere)) {
            var figures = stage.measure(Duration.ofMillis(50));

            assertThat(figures.value(Metric.P50).orElseThrow()).isPositive();
            assertThat(figures.value(Metric.MAX).orElseThrow())
                    .isGreaterThanOrEqualTo(figures.value(Metric.P50).orElseThrow());
        }
    }
}
