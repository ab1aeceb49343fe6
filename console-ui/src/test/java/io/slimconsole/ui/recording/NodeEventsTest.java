package io.slimconsole.ui.recording;

import static io.slimconsole.ui.recording.Notebook.NOW;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.node.NodeService;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What happens in the node.
final class NodeEventsTest {
    private static final ConnectionId CONNECTION = new ConnectionId(3);
    private static final ConnectionRef REF = new ConnectionRef(Notebook.RUN, CONNECTION);
    private static final Name APP = new Name("org", "ns", "app", new NameId(0, 1));

    private final Notebook notebook = new Notebook();
    private final NodeEvents events = new NodeEvents(notebook.recorder());

    private static ConnectionSnapshot connection(Optional<Name> name) {
        return new ConnectionSnapshot(
                CONNECTION,
                ConnectionType.EDGE,
                ConnectionState.OPEN,
                "10.0.0.1:5000",
                NOW.minus(Duration.ofMillis(1_500)),
                NOW,
                Optional.of(
                        new LinkFacts(
                                "link-1",
                                "peer-1",
                                "2.0.0",
                                "",
                                true,
                                LinkFacts.KeyAgreement.X25519,
                                Optional.empty())),
                name,
                1,
                new Traffic(10, 1_000, 20, 2_000),
                5,
                0);
    }

    private static Activity entry(ActivityKind kind, String actor, String subject, String text) {
        return Activity.of(NOW, kind, actor, subject, text);
    }

    @Test
    void aConnectionComesAndGoes() {
        events.on(new NodeEvent.Connected(NOW, connection(Optional.empty())));
        events.on(
                new NodeEvent.Disconnected(
                        NOW,
                        new ClosedConnection(
                                connection(Optional.of(APP)),
                                CloseReason.TOO_SLOW,
                                "its queue stayed full",
                                NOW)));

        assertThat(notebook.entries())
                .containsExactly(
                        entry(
                                        ActivityKind.CONNECTED,
                                        "10.0.0.1:5000",
                                        "10.0.0.1:5000",
                                        "Connected.")
                                .withConnection(REF)
                                .with("type", "EDGE")
                                .with("link", "link-1")
                                .with("peer", "peer-1")
                                .with("version", "2.0.0")
                                .with("deployment", "")
                                .with("header-mac", "true")
                                .with("key-agreement", "X25519")
                                .with("tls", "none"),
                        entry(
                                        ActivityKind.DISCONNECTED,
                                        APP.toString(),
                                        "10.0.0.1:5000",
                                        "Disconnected: its queue stayed full.")
                                .withConnection(REF)
                                .with("reason", "TOO_SLOW")
                                .with("lasted", "1.500 s")
                                .with("messages-in", "10")
                                .with("messages-out", "20")
                                .with("dropped", "5")
                                .failed());
    }

    @Test
    void whoLeavesByItselfHasNotFailed() {
        events.on(
                new NodeEvent.Disconnected(
                        NOW,
                        new ClosedConnection(
                                connection(Optional.empty()), CloseReason.BY_PEER, "", NOW)));

        assertThat(notebook.entries().getFirst().success()).isTrue();
        assertThat(notebook.entries().getFirst().text()).isEqualTo("Disconnected.");
    }

    @Test
    void whoIsRefusedIsNamedWithTheReason() {
        events.on(
                new NodeEvent.Refused(
                        NOW, "10.0.0.1:5000", CloseReason.KEPT_OUT, "the operator keeps it out"));

        assertThat(notebook.entries())
                .containsExactly(
                        entry(
                                        ActivityKind.REFUSED,
                                        "10.0.0.1:5000",
                                        "node",
                                        "Refused: the operator keeps it out.")
                                .with("reason", "KEPT_OUT")
                                .failed());
    }

    @Test
    void routesNameWhoSubscribedFirst() {
        var route =
                new RouteSnapshot(
                        APP.encoded(),
                        Optional.of(APP),
                        List.of(new RouteSnapshot.Subscriber(CONNECTION, ConnectionType.EDGE, NOW)),
                        NOW,
                        0,
                        0,
                        Optional.empty());
        var unknown =
                new RouteSnapshot(
                        APP.encoded(), Optional.empty(), List.of(), NOW, 0, 0, Optional.empty());

        events.on(new NodeEvent.RouteAdded(NOW, route));
        events.on(new NodeEvent.RouteRemoved(NOW, unknown));

        assertThat(notebook.entries())
                .containsExactly(
                        entry(
                                        ActivityKind.ROUTE_ADDED,
                                        "connection 3",
                                        APP.toString(),
                                        "Subscribed.")
                                .withConnection(REF),
                        entry(
                                ActivityKind.ROUTE_REMOVED,
                                "node",
                                APP.encoded().toString(),
                                "Nobody subscribes it any more."));
    }

    @Test
    void aSubscriptionThatIsRefusedIsNamedWithTheReason() {
        events.on(
                new NodeEvent.SubscriptionRefused(
                        NOW, CONNECTION, APP.encoded(), Optional.of(APP), "too many of them"));
        events.on(
                new NodeEvent.SubscriptionRefused(
                        NOW, CONNECTION, APP.encoded(), Optional.empty(), "id not found: 1"));

        assertThat(notebook.entries())
                .containsExactly(
                        entry(
                                        ActivityKind.ROUTE_REFUSED,
                                        "connection 3",
                                        APP.toString(),
                                        "Not carried out: too many of them.")
                                .withConnection(REF)
                                .failed(),
                        entry(
                                        ActivityKind.ROUTE_REFUSED,
                                        "connection 3",
                                        APP.encoded().toString(),
                                        "Not carried out: id not found: 1.")
                                .withConnection(REF)
                                .failed());
    }

    @Test
    void aFloodOfRefusalsLeavesRoomForWhatTheOperatorDoes() {
        for (int port = 0; port < 50_000; port++) {
            events.on(
                    new NodeEvent.Refused(
                            NOW,
                            "10.0.0.1:" + port,
                            CloseReason.NEGOTIATION_FAILED,
                            "no valid negotiation " + port));
        }
        notebook.recorder().did(Actor.OPERATOR, "node", "Stops the node.");
        notebook.recorder().close();

        assertThat(notebook.entries()).hasSize(22);
        assertThat(notebook.entries().get(20))
                .isEqualTo(Notebook.by(Actor.OPERATOR, "node", "Stops the node."));
        assertThat(notebook.entries().getLast())
                .isEqualTo(
                        entry(
                                        ActivityKind.REFUSED,
                                        "10.0.0.1",
                                        "node",
                                        "49980 more: Refused: no valid negotiation 20.")
                                .with("count", "49980")
                                .with("first", NOW.toString())
                                .with("last", NOW.toString())
                                .with("reason", "NEGOTIATION_FAILED")
                                .failed());
    }

    @Test
    void clientsThatComeAndGoAllTheTimeAreSummedUpByTheirHost() {
        for (int i = 0; i < 10_000; i++) {
            events.on(new NodeEvent.Connected(NOW, connection(Optional.empty())));
            events.on(
                    new NodeEvent.Disconnected(
                            NOW,
                            new ClosedConnection(
                                    connection(Optional.of(APP)), CloseReason.BY_PEER, "", NOW)));
        }
        notebook.recorder().close();

        assertThat(notebook.entries()).hasSize(2 * 2_000 + 2);
        assertThat(notebook.entries().subList(4_000, 4_002))
                .allSatisfy(
                        sum -> {
                            assertThat(sum.actor()).isEqualTo("10.0.0.1");
                            assertThat(sum.facts()).containsEntry("count", "8000");
                            assertThat(sum.success()).isTrue();
                        });
    }

    @Test
    void aSlowReceiverIsNamed() {
        events.on(new NodeEvent.Congested(NOW, CONNECTION, 8_000_000));

        assertThat(notebook.entries())
                .containsExactly(
                        entry(
                                        ActivityKind.CONGESTED,
                                        "connection 3",
                                        "node",
                                        "Takes messages more slowly than they come; its senders"
                                                + " are held back.")
                                .withConnection(REF)
                                .with("queued", "8000000"));
    }

    @Test
    void aNodeThatStartsAndOneThatCant() {
        var problem =
                new NodeException(
                        NodeException.Reason.ADDRESS_IN_USE, "port 2 is taken; try 3", null);
        try (var nodes =
                new NodeService(
                        config -> {
                            var node = new FakeNode(config);
                            if (config.port() == 2) {
                                node.failStart(problem);
                            }
                            return node;
                        })) {
            notebook.recorder().follow(nodes);

            nodes.start(NodeConfig.loopback(1)).join();
            nodes.start(NodeConfig.loopback(2)).join();
        }

        assertThat(notebook.entries())
                .containsExactly(
                        Activity.of(
                                        FakeNode.START,
                                        ActivityKind.NODE_STARTED,
                                        "node",
                                        "127.0.0.1:1",
                                        "The node listens.")
                                .with("run", "7"),
                        entry(
                                        ActivityKind.NODE_FAILED,
                                        "node",
                                        "127.0.0.1:2",
                                        "The node did not start: port 2 is taken; try 3")
                                .with("reason", "ADDRESS_IN_USE")
                                .failed());
    }

    @Test
    void aGroupThatIsLeftOutIsNotRecorded() {
        notebook.only(ActivityKind.Group.ROUTE);

        events.on(new NodeEvent.Congested(NOW, CONNECTION, 8_000_000));

        assertThat(notebook.entries()).isEmpty();
    }
}
