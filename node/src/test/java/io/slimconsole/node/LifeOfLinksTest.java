package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// Coming, going, being sent away; starting and stopping.
final class LifeOfLinksTest {
    private static final Name NAME = Name.of("org", "ns", "app");

    @Test
    void aConnectionIsAnnouncedWithWhatItNegotiated() {
        try (var node = RunningNode.start();
                var client = SlimClient.connect(node.address(), "the-link")) {
            var connected = node.awaitEvent(NodeEvent.Connected.class, _ -> true).connection();

            assertThat(connected.type()).isEqualTo(ConnectionType.EDGE);
            assertThat(connected.link())
                    .contains(
                            new LinkFacts(
                                    "the-link",
                                    "node-test",
                                    "2.0.0-alpha.8",
                                    "",
                                    true,
                                    LinkFacts.KeyAgreement.X25519,
                                    java.util.Optional.empty()));
            assertThat(client.raw().isConnected()).isTrue();
        }
    }

    @Test
    void aDisconnectedClientMayComeBack() {
        try (var node = RunningNode.start();
                var client = SlimClient.connect(node.address(), "link-1")) {
            var id = node.node().connections().getFirst().id();

            assertThat(node.node().disconnect(id, DisconnectMode.LET_RECONNECT)).isTrue();

            assertThat(client.raw().status()).isEqualTo("0");
            client.raw().awaitClosed();
            SlimClient.connect(node.address(), "link-1").close();
            assertThat(node.node().disconnect(id, DisconnectMode.LET_RECONNECT)).isFalse();
        }
    }

    @Test
    void aClientThatIsKeptOutIsToldAndRefusedUntilItIsLetIn() {
        try (var node = RunningNode.start();
                var client = SlimClient.connect(node.address(), "link-1").subscribe(NAME)) {
            var id = node.node().connections().getFirst().id();

            node.node().disconnect(id, DisconnectMode.KEEP_OUT);

            assertThat(client.raw().status()).isEqualTo("7");
            assertThat(node.node().keptOut())
                    .extracting(KeptOut::linkId, KeptOut::name)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("link-1", NAME.toString()));
            try (var again = SlimClient.open(node.address(), "link-1")) {
                again.negotiate(LinkConnectionType.LINK_CONNECTION_TYPE_EDGE);
                assertThat(again.raw().status()).isEqualTo("7");
            }
            node.awaitEvent(NodeEvent.Refused.class, e -> e.reason() == CloseReason.KEPT_OUT);
            node.node().letIn("link-1");
            SlimClient.connect(node.address(), "link-1").subscribe(NAME).close();
            assertThat(node.node().keptOut()).isEmpty();
        }
    }

    @Test
    void whatHasEndedIsRememberedNewestFirst() {
        try (var node = RunningNode.start()) {
            SlimClient.connect(node.address(), "first").close();
            Await.until("the first is gone", () -> node.node().recentlyClosed().size() == 1);
            SlimClient.connect(node.address(), "second").close();
            Await.until("the second is gone", () -> node.node().recentlyClosed().size() == 2);

            assertThat(node.node().recentlyClosed())
                    .extracting(c -> c.last().link().orElseThrow().linkId())
                    .containsExactly("second", "first");
            assertThat(node.node().connections()).isEmpty();
        }
    }

    /// On a busy machine all its names may be gone before we have a turn; so it goes until we had one.
    @Test
    void aLinkWithManyNamesGoesWithoutDelayingOthers() {
        try (var node = RunningNode.start();
                var sender = node.client();
                var receiver = node.client().subscribe(NAME)) {
            Await.until(
                    "somebody is served while names go",
                    () -> {
                        linkWithManyNames(node).close();
                        return areServedUntilNamesAreGone(node, sender, receiver);
                    });

            assertThat(node.node().routes().routes()).hasSize(1);
        }
    }

    private static SlimClient linkWithManyNames(RunningNode node) {
        var large = node.client();
        int names = 20_000;
        for (int i = 0; i < names; i++) {
            large.sendSigned(SlimClient.subscription(NAME.withId(new NameId(1, i)), 0));
        }
        Await.until("all are there", () -> node.node().status().routes() == names + 1);
        return large;
    }

    private static boolean areServedUntilNamesAreGone(
            RunningNode node, SlimClient sender, SlimClient receiver) {
        boolean served = false;
        while (node.node().status().routes() > 1) {
            sender.sendSigned(SlimClient.publish(NAME, NAME, 1, new byte[1]));
            receiver.receivePayload();
            served = true;
        }
        return served;
    }

    @Test
    void aNodeComesBackOnTheSamePortAtOnce() {
        var node = RunningNode.start();
        int port = node.address().getPort();
        var client = node.client().subscribe(NAME);
        for (int i = 0; i < 3; i++) {
            node.close();
            assertThat(client.raw().status()).isEqualTo("14");
            client.close();

            node = RunningNode.start(NodeConfig.loopback(port));

            client = node.client().subscribe(NAME);
        }
        client.close();
        node.close();
    }

    @Test
    void whatIsQueuedGoesOutBeforeTheNodeStops() {
        var node = RunningNode.start();
        var receiver = node.client().subscribe(NAME);
        var sender = node.client();
        receiver.raw().stopReading();
        byte[] bytes =
                sender.signed(SlimClient.publish(NAME, NAME, 1, new byte[100_000])).toByteArray();
        for (int i = 0; i < 20; i++) {
            sender.raw().send(bytes);
        }
        Await.until("all are in", () -> node.node().status().total().messagesOut() == 20);

        Thread closing = Thread.startVirtualThread(() -> node.node().close(Duration.ofSeconds(20)));
        Await.until("it drains", () -> node.node().status().state() == NodeState.DRAINING);
        receiver.raw().startReading();

        for (int i = 0; i < 20; i++) {
            assertThat(receiver.receivePayload()).hasSize(100_000);
        }
        assertThat(receiver.raw().status()).isEqualTo("14");
        Await.until("it is stopped", () -> !closing.isAlive());
        assertThat(node.node().status().state()).isEqualTo(NodeState.STOPPED);
        receiver.close();
        sender.close();
    }

    @Test
    void aNodeIsStartedOnceAndMayBeClosedTwice() {
        var node = SlimNode.create(NodeConfig.loopback(0));
        assertThat(node.status().state()).isEqualTo(NodeState.NEW);
        node.start();

        assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(
                                        NodeException.class, node::start)
                                .reason())
                .isEqualTo(NodeException.Reason.WRONG_STATE);
        node.close();
        node.close();
        assertThat(node.status().state()).isEqualTo(NodeState.STOPPED);
        assertThat(node.connections()).isEmpty();
    }
}
