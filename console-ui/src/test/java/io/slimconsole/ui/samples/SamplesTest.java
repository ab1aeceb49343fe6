package io.slimconsole.ui.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class SamplesTest {
    private final NodeService nodes = new NodeService(SlimNode::create);
    private final Samples samples = new Samples(nodes);

    @AfterEach
    void close() {
        samples.close();
        nodes.close();
    }

    @Test
    void theSamplesReallyTalkThroughTheNode() {
        SlimNode node = startNode();

        samples.start();

        assertThat(samples.running()).isTrue();
        Await.until(
                "readings reach every display",
                () -> carried(node, "sample/weather/readings") >= 5);
        Await.until("a question reaches an agent", () -> carried(node, "sample/desk/agent") >= 1);
        Await.until("an answer reaches a visitor", () -> carried(node, "sample/desk/visitor") >= 1);
        assertThat(node.connections())
                .allSatisfy(
                        connection -> {
                            assertThat(connection.type()).isEqualTo(ConnectionType.LOCAL);
                            assertThat(connection.remoteAddress()).startsWith("sample ");
                        });
        assertThat(node.status().droppedTotal()).isZero();
    }

    @Test
    void nothingOfThemRemainsWhenTheyAreSwitchedOff() {
        SlimNode node = startNode();
        samples.start();
        samples.start();

        samples.stop();
        samples.stop();

        assertThat(samples.running()).isFalse();
        Await.until("the applications are gone", () -> node.connections().isEmpty());
        Await.until("their routes are gone", () -> node.routes().routes().isEmpty());
    }

    @Test
    void theyGoOnWithTheNodeThatFollowsARestart() {
        SlimNode first = startNode();
        samples.start();
        List<String> before = labels(first);

        SlimNode second = startNode();

        assertThat(second).isNotSameAs(first);
        Await.until("all are back", () -> labels(second).equals(before));
    }

    @Test
    void withoutANodeTheySayWhatWouldHelp() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(samples::start)
                .withMessageContaining("Start it");
        assertThat(samples.running()).isFalse();
    }

    private SlimNode startNode() {
        nodes.start(NodeConfig.loopback(0)).join();
        return nodes.node().orElseThrow();
    }

    private static List<String> labels(SlimNode node) {
        return node.connections().stream().map(ConnectionSnapshot::remoteAddress).sorted().toList();
    }

    private static long carried(SlimNode node, String prefix) {
        return node.routes().routes().stream()
                .filter(route -> route.displayName().startsWith(prefix + "/"))
                .mapToLong(RouteSnapshot::messages)
                .sum();
    }
}
