package io.slimconsole.session.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.LinkFacts.KeyAgreement;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Applications that take part through our node, over gRPC.
final class GrpcNetworkTest {
    static final LinkTimes QUICK =
            new LinkTimes(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    new LinkTimes.KeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                    Duration.ofMillis(10),
                    Duration.ofMillis(100));

    /// Does not wait long for what can't be.
    private static final LinkTimes IMPATIENT =
            new LinkTimes(
                    QUICK.connect(),
                    Duration.ofSeconds(2),
                    QUICK.stalled(),
                    QUICK.keepAlive(),
                    QUICK.again(),
                    QUICK.longestPause());

    private static final Name ALICE = Name.parse("org/ns/alice").withId(new NameId(0, 1));
    private static final Name BOB = Name.parse("org/ns/bob").withId(new NameId(0, 2));
    private static final Name CHANNEL = Name.parse("org/ns/channel").withId(new NameId(0, 3));

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private SlimNode node = start(NodeConfig.loopback(0));

    private SlimNode start(NodeConfig config) {
        var fresh = SlimNode.create(config);
        fresh.start();
        started.push(() -> fresh.close(Duration.ZERO));
        return fresh;
    }

    private NodeAddress address() {
        return NodeAddress.parse(
                "http://127.0.0.1:" + node.status().address().orElseThrow().getPort());
    }

    private Taker taker(Name name, LinkTimes times) {
        var taker = new Taker(address(), name, times);
        started.push(taker);
        return taker;
    }

    private void restart() {
        int port = address().port();
        node.close(Duration.ZERO);
        node = start(NodeConfig.loopback(port));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : started) {
            each.close();
        }
    }

    @Test
    void twoApplicationsTalk() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);

        alice.send(BOB, "hello");
        bob.awaitReceived("hello");
        bob.send(ALICE, "hello to you");

        alice.awaitReceived("hello to you");
        assertThat(bob.received()).containsExactly("hello");
        assertThat(alice.states().getFirst()).isEqualTo(new LinkState.Connecting(1));
        assertThat(alice.awaitState(LinkState.Connected.class).facts())
                .satisfies(
                        facts -> {
                            assertThat(facts.headerMac()).isTrue();
                            assertThat(facts.keyAgreement()).isEqualTo(KeyAgreement.X25519);
                            assertThat(facts.tls()).isEmpty();
                        });
    }

    @Test
    void manyMessagesArriveInTheirOrder() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);
        int count = 5_000;

        for (int i = 0; i < count; i++) {
            alice.send(BOB, "number " + i);
        }

        bob.awaitReceived("number " + (count - 1));
        assertThat(bob.received()).hasSize(count);
        assertThat(bob.received().get(count / 2)).isEqualTo("number " + count / 2);
    }

    @Test
    void aNameIsReceivedFromSubscribeToUnsubscribe() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);

        bob.attachment().subscribe(CHANNEL);
        alice.send(CHANNEL, "in between");
        bob.awaitReceived("in between");
        bob.attachment().unsubscribe(CHANNEL);
        Await.until("the route is gone", () -> node.routes().routes().size() == 2);
        alice.send(CHANNEL, "too late");
        alice.send(BOB, "the last one");

        bob.awaitReceived("the last one");
        assertThat(bob.received()).containsExactly("in between", "the last one");
    }

    @Test
    void allNamesAreSubscribedAnewAfterARestartOfTheNode() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);
        bob.attachment().subscribe(CHANNEL);
        String before = bob.awaitState(LinkState.Connected.class).facts().linkId();

        restart();

        alice.awaitBack();
        bob.awaitBack();
        assertThat(bob.awaitState(LinkState.Lost.class).reason()).contains(address().toString());
        assertThat(((LinkState.Connected) bob.states().getLast()).facts().linkId())
                .isEqualTo(before);
        alice.send(BOB, "to you");
        alice.send(CHANNEL, "to all");
        bob.awaitReceived("to you");
        bob.awaitReceived("to all");
    }

    @Test
    void whatIsUnsubscribedWhileTheLinkIsLostStaysSo() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);
        bob.attachment().subscribe(CHANNEL);
        int port = address().port();
        node.close(Duration.ZERO);
        bob.awaitState(LinkState.Lost.class);

        bob.attachment().unsubscribe(CHANNEL);
        alice.send(BOB, "lost on the way");
        node = start(NodeConfig.loopback(port));

        alice.awaitBack();
        bob.awaitBack();
        assertThat(node.routes().routes()).hasSize(2);
        alice.send(BOB, "there again");
        bob.awaitReceived("there again");
        assertThat(bob.received()).containsExactly("there again");
    }

    @Test
    void aSubscribeWaitsForTheLinkAndSaysWhatKeptIt() {
        var bob = taker(BOB, IMPATIENT);
        int port = address().port();
        node.close(Duration.ZERO);
        bob.awaitState(LinkState.Lost.class);

        assertThatThrownBy(() -> bob.attachment().subscribe(CHANNEL))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("org/ns/channel")
                .hasMessageContaining("127.0.0.1:" + port);

        node = start(NodeConfig.loopback(port));
        bob.awaitBack();
        bob.attachment().subscribe(CHANNEL);
        assertThat(node.routes().routes()).hasSize(2);
    }

    @Test
    void aNodeThatRefusesANameIsQuoted() {
        var defaults = NodeLimits.DEFAULTS;
        var limits =
                new NodeLimits(
                        defaults.connections(),
                        2,
                        defaults.subscriptions(),
                        defaults.messageBytes(),
                        defaults.negotiationTimeout(),
                        defaults.queueBytes(),
                        defaults.slowReceiver());
        node = start(NodeConfig.loopback(0).withLimits(limits));
        var bob = taker(BOB, QUICK);
        bob.attachment().subscribe(CHANNEL);

        assertThatThrownBy(() -> bob.attachment().subscribe(ALICE))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith(ALICE + " can't be subscribed: " + address() + " refuses");

        bob.attachment().unsubscribe(CHANNEL);
        bob.attachment().subscribe(ALICE);
        assertThat(bob.states().getLast()).isInstanceOf(LinkState.Connected.class);
    }

    @Test
    void whoIsKeptOutStaysAway() {
        var bob = taker(BOB, IMPATIENT);

        node.disconnect(node.connections().getFirst().id(), DisconnectMode.KEEP_OUT);

        assertThat(bob.awaitState(LinkState.Ended.class).reason()).contains("keeps us out");
        assertThat(bob.states()).noneMatch(LinkState.Lost.class::isInstance);
        assertThat(node.connections()).isEmpty();
        assertThatThrownBy(() -> bob.attachment().subscribe(CHANNEL))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("keeps us out");
    }

    @Test
    void whoIsCutOffComesBack() {
        var bob = taker(BOB, QUICK);

        node.disconnect(node.connections().getFirst().id(), DisconnectMode.LET_RECONNECT);

        bob.awaitBack();
        assertThat(node.connections()).hasSize(1);
    }

    @Test
    void whatWasSentBeforeLeavingGetsThere() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);

        for (int i = 0; i < 100; i++) {
            alice.send(BOB, "number " + i);
        }
        alice.close();
        alice.close();

        bob.awaitReceived("number 99");
        assertThat(alice.awaitState(LinkState.Ended.class).reason()).isEmpty();
        alice.send(BOB, "after that");
        Await.until("alice is gone", () -> node.connections().size() == 1);
        assertThat(bob.received()).hasSize(100);
    }

    @Test
    void aMessageThatNoNodeWouldTakeIsNotSent() {
        var alice = taker(ALICE, QUICK);
        var bob = taker(BOB, QUICK);

        assertThatThrownBy(() -> alice.send(BOB, "x".repeat(NodeLimits.MAX_MESSAGE_BYTES)))
                .isInstanceOf(IllegalArgumentException.class);

        alice.send(BOB, "x".repeat(1_000_000));
        alice.send(BOB, "and a short one");
        bob.awaitReceived("and a short one");
        assertThat(bob.received().getFirst()).hasSize(1_000_000);
    }

    @Test
    void wrongAddressesAreExplained() {
        assertThatThrownBy(() -> new Taker(NodeAddress.parse("http://127.0.0.1:1"), BOB, QUICK))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("http://127.0.0.1:1 can't be reached: ")
                .hasMessageContaining("start the node, or check host and port");
        assertThatThrownBy(() -> NodeAddress.parse("127.0.0.1:46357"))
                .hasMessageContaining("http://127.0.0.1:46357");
        assertThatThrownBy(() -> NodeAddress.parse("https://localhost"))
                .hasMessageContaining("no port");
        assertThat(NodeAddress.parse("https://[::1]:46357")).hasToString("https://[::1]:46357");
    }
}
