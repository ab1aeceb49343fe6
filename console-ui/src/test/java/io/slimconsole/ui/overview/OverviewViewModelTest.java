package io.slimconsole.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.Samples;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.overview.OverviewViewModel.Fact;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

final class OverviewViewModelTest {
    private static final Clock CLOCK =
            Clock.fixed(FakeNode.START.plus(Duration.ofMinutes(125)), ZoneOffset.UTC);

    private final FakeNode node = new FakeNode();
    private final NodeService nodes = new NodeService(_ -> node);
    private final OverviewViewModel model = new OverviewViewModel(nodes, Runnable::run, CLOCK);

    @AfterEach
    void close() {
        model.close();
        nodes.close();
    }

    @Test
    void aQuietNodeIsWellAndGreetsANewcomer() {
        nodes.start(node.config()).join();

        var overview = model.read();

        assertThat(overview.headline()).isEqualTo("All is well");
        assertThat(overview.subline())
                .isEqualTo("Running for 2 h 5 min  ·  cleartext  ·  header MAC required");
        assertThat(overview.newcomer()).isTrue();
        assertThat(overview.address()).contains("127.0.0.1:46357");
    }

    @Test
    void aBusyNodeShowsItsNumbers() {
        nodes.start(node.config()).join();
        node.setStatus(Samples.busyStatus(FakeNode.START));

        var overview = model.read();

        assertThat(overview.messagesIn()).isEqualTo("1\u202f204");
        assertThat(overview.connectionTypes()).isEqualTo("2 local  ·  10 edge");
        assertThat(overview.newcomer()).isFalse();
        assertThat(overview.totals())
                .contains(
                        new Fact("Messages dropped", "13"),
                        new Fact("    no route", "12"),
                        new Fact("    time to live used up", "1"));
    }

    @Test
    void aNodeThatDidNotStartOffersToStartIt() {
        node.failStart(new NodeException(NodeException.Reason.ADDRESS_IN_USE, "taken"));
        nodes.start(node.config()).join();

        var overview = model.read();

        assertThat(overview.headline()).isEqualTo("The node did not start");
        assertThat(overview.canStart()).isTrue();
        assertThat(overview.address()).isEmpty();
        assertThat(overview.problems()).extracting(Problem::text).containsExactly("taken");
    }

    @Test
    void routesThatComeAndGoDoNotCrowdOutTheOtherEvents() {
        nodes.start(node.config()).join();
        for (int i = 0; i < EventLog.CAPACITY + 3; i++) {
            node.emit(new NodeEvent.Stopped(FakeNode.START));
        }

        assertThat(model.read().events()).hasSize(EventLog.CAPACITY);
    }

    @Test
    void aNodeOnAllInterfacesIsDialledByLoopbackFromHere() {
        var open =
                new NodeConfig(
                        "n",
                        "0.0.0.0",
                        46_357,
                        node.config().tls(),
                        "",
                        true,
                        node.config().limits());
        try (var service = new NodeService(FakeNode::new);
                var other = new OverviewViewModel(service, Runnable::run, CLOCK)) {
            service.start(open).join();

            assertThat(other.read().address()).contains("127.0.0.1:46357");
            assertThat(other.read().everyInterface()).isTrue();
        }
    }
}
