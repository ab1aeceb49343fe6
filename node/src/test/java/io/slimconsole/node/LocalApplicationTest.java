package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class LocalApplicationTest {
    private static final Name ALICE = new Name("acme", "chat", "alice", new NameId(0, 1));
    private static final Name BOB = new Name("acme", "chat", "bob", new NameId(0, 2));
    private static final Name CAROL = new Name("acme", "chat", "carol", new NameId(0, 3));
    private static final Name CHANNEL = new Name("acme", "chat", "channel", new NameId(0, 9));

    private final SlimNode node = SlimNode.create(NodeConfig.loopback(0));
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        node.start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aMessageReachesTheInstanceThatItNames() throws InterruptedException {
        LocalApplication alice = attach(ALICE);
        attach(BOB);

        assertThat(alice.send(text(ALICE, BOB, "hello"))).isEqualTo(new SendResult.Sent(1));

        assertThat(heard()).isEqualTo("bob: hello");
    }

    @Test
    void aReceiverCanAnswer() throws InterruptedException {
        LocalApplication alice = attach(ALICE);
        node.attach("bob", BOB, (bob, question) -> bob.send(text(BOB, ALICE, "and you?")));

        alice.send(text(ALICE, BOB, "how are you?"));

        assertThat(heard()).isEqualTo("alice: and you?");
    }

    @Test
    void aMessageAboveTheLimitIsNotSent() {
        LocalApplication alice = attach(ALICE);
        attach(BOB);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> alice.send(text(ALICE, BOB, "x".repeat(4 * 1024 * 1024))))
                .withMessageContaining("larger than the limit of 4194304 bytes");
    }

    @Test
    void aChannelReachesAllButTheSender() throws InterruptedException {
        for (Name name : List.of(BOB, CAROL)) {
            attach(name).subscribe(CHANNEL);
        }
        LocalApplication alice = attach(ALICE);
        alice.subscribe(CHANNEL);

        SlimMessage toAll =
                SlimMessage.publish(ALICE, CHANNEL)
                        .fanout(SlimMessage.FANOUT_ALL)
                        .payload("text/plain", ByteString.copyFromUtf8("all"))
                        .build();

        assertThat(alice.send(toAll)).isEqualTo(new SendResult.Sent(2));
        assertThat(List.of(heard(), heard())).containsExactlyInAnyOrder("bob: all", "carol: all");
    }

    @Test
    void aNameThatNobodyHasIsReportedToTheSender() {
        LocalApplication alice = attach(ALICE);

        assertThat(alice.send(text(ALICE, BOB, "hello")))
                .isEqualTo(new SendResult.NoRoute(BOB.encoded()));
    }

    @Test
    void whatIsUnsubscribedArrivesNoMore() {
        LocalApplication alice = attach(ALICE);
        LocalApplication bob = attach(BOB);
        bob.unsubscribe(BOB);
        bob.unsubscribe(BOB);

        assertThat(alice.send(text(ALICE, BOB, "hello")))
                .isEqualTo(new SendResult.NoRoute(BOB.encoded()));
    }

    @Test
    void anApplicationThatLeftIsGoneFromTheTables() {
        LocalApplication alice = attach(ALICE);
        alice.close();
        alice.close();

        Await.until("it is gone", () -> node.connections().isEmpty());
        Await.until("its route is gone", () -> node.routes().routes().isEmpty());
        assertThat(alice.send(text(ALICE, BOB, "hello"))).isEqualTo(new SendResult.Closed());
    }

    @Test
    void aReceiverThatFailsGetsTheNextMessageAllTheSame() throws InterruptedException {
        LocalApplication alice = attach(ALICE);
        var calls = new AtomicInteger();
        node.attach(
                "bob",
                BOB,
                (_, message) -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new IllegalStateException("the first one is too much for me");
                    }
                    heard.add("bob: " + message.payload().toStringUtf8());
                });

        alice.send(text(ALICE, BOB, "first"));
        alice.send(text(ALICE, BOB, "second"));

        assertThat(heard()).isEqualTo("bob: second");
    }

    @Test
    void theWindowSeesItAsALocalConnectionWithItsLabel() {
        LocalApplication alice = attach(ALICE);

        assertThat(node.connections())
                .singleElement()
                .satisfies(
                        connection -> {
                            assertThat(connection.id()).isEqualTo(alice.connection());
                            assertThat(connection.type()).isEqualTo(ConnectionType.LOCAL);
                            assertThat(connection.remoteAddress()).isEqualTo("alice");
                            assertThat(connection.firstName()).contains(ALICE);
                        });
    }

    @Test
    void moreSubscriptionsThanAllowedAreRefused() {
        var limits = NodeLimits.DEFAULTS;
        var tight =
                new NodeLimits(
                        limits.connections(),
                        1,
                        limits.subscriptions(),
                        limits.messageBytes(),
                        limits.negotiationTimeout(),
                        limits.queueBytes(),
                        limits.slowReceiver());
        try (SlimNode small = SlimNode.create(NodeConfig.loopback(0).withLimits(tight))) {
            small.start();
            LocalApplication alice = small.attach("alice", ALICE, (_, _) -> {});

            assertThatExceptionOfType(NodeException.class)
                    .isThrownBy(() -> alice.subscribe(CHANNEL))
                    .extracting(NodeException::reason)
                    .isEqualTo(NodeException.Reason.LIMIT_REACHED);
            assertThat(small.routes().routes()).hasSize(1);
        }
    }

    @Test
    void aNodeThatDoesNotRunTakesNobody() {
        node.close();

        assertThatExceptionOfType(NodeException.class)
                .isThrownBy(() -> attach(ALICE))
                .extracting(NodeException::reason)
                .isEqualTo(NodeException.Reason.WRONG_STATE);
    }

    private LocalApplication attach(Name name) {
        return node.attach(
                name.service(),
                name,
                (_, message) ->
                        heard.add(name.service() + ": " + message.payload().toStringUtf8()));
    }

    private String heard() throws InterruptedException {
        String text = heard.poll(Await.DEADLINE.toSeconds(), TimeUnit.SECONDS);
        assertThat(text).as("a message in time").isNotNull();
        return text;
    }

    private static SlimMessage text(Name from, Name to, String text) {
        return SlimMessage.publish(from, to)
                .payload("text/plain", ByteString.copyFromUtf8(text))
                .build();
    }
}
