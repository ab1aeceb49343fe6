package io.slimconsole.session.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.grpc.Status;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.LinkNegotiationPayload;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/// Nodes that don't do as they should can neither block us nor break us.
final class RudeNodesTest {
    private static final Name BOB = Name.parse("org/ns/bob");

    /// For nodes that leave us waiting; all others may take their time.
    private static final LinkTimes IMPATIENT =
            new LinkTimes(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    new LinkTimes.KeepAlive(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                    Duration.ofMillis(10),
                    Duration.ofMillis(100));

    private static void assertRefused(NodeAddress address, LinkTimes times, String why) {
        assertThatThrownBy(() -> new Taker(address, BOB, times))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(address.toString())
                .hasMessageContaining(why);
    }

    private static void assertRefused(BiConsumer<RudeNode.Stream, byte[]> behaviour, String why) {
        try (var node = new RudeNode(behaviour)) {
            assertRefused(node.address(), GrpcNetworkTest.QUICK, why);
        }
    }

    private static LinkTimes times(Duration acknowledged, Duration stalled) {
        LinkTimes quick = GrpcNetworkTest.QUICK;
        return new LinkTimes(
                quick.connect(),
                acknowledged,
                stalled,
                quick.keepAlive(),
                quick.again(),
                quick.longestPause());
    }

    private static byte[] reply(LinkNegotiationPayload.Builder payload) {
        return Message.newBuilder()
                .setLink(Link.newBuilder().setLinkNegotiation(payload))
                .build()
                .toByteArray();
    }

    private static SlimMessage toBob(String text) {
        return SlimMessage.publish(BOB, BOB)
                .payload("text/plain", ByteString.copyFromUtf8(text))
                .build();
    }

    @Test
    void aNodeThatAnswersNothingIsGivenUp() {
        try (var node = new RudeNode((_, _) -> {})) {
            assertRefused(
                    node.address(), IMPATIENT, "did not answer our link negotiation within 1 s");
        }
    }

    @Test
    void aPortThatSaysNothingIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    NodeAddress.parse("http://127.0.0.1:" + silent.getLocalPort()),
                    IMPATIENT,
                    "within 1 s");
        }
    }

    @Test
    void whatANodeSaysInRefusalIsPassedOn() {
        assertRefused(
                (stream, _) -> stream.end(Status.OK), "without an answer to our link negotiation");
        assertRefused(
                (stream, _) -> stream.end(Status.FAILED_PRECONDITION.withDescription("not today")),
                "not today");
        assertRefused(
                (stream, _) -> stream.end(Status.UNAUTHENTICATED.withDescription("a token")),
                "wants to know who we are");
        assertRefused(
                (stream, _) -> stream.end(Status.UNIMPLEMENTED.withDescription("what?")),
                "no SLIM data plane");
    }

    @Test
    void answersThatAgreeOnNothingAreRefused() {
        assertRefused((stream, _) -> stream.send("nonsense".getBytes(UTF_8)), "can't be accepted");
        assertRefused(
                RudeNode.Stream::send, "received link negotiation request on outgoing connection");
        assertRefused(
                (stream, _) ->
                        stream.send(
                                reply(
                                        LinkNegotiationPayload.newBuilder()
                                                .setIsReply(true)
                                                .setSlimVersion("2.3.0"))),
                "public key length is invalid");
        assertRefused(
                (stream, _) ->
                        stream.send(
                                reply(
                                        LinkNegotiationPayload.newBuilder()
                                                .setIsReply(true)
                                                .setSlimVersion("2.3.0")
                                                .setLinkId("another")
                                                .setLinkEcdhPublicKey(
                                                        ByteString.copyFrom(new byte[32])))),
                "link_id mismatch");
    }

    @Test
    void aSubscriptionThatIsNotAcknowledgedIsNoSubscription() {
        try (var node =
                new RudeNode(
                        (stream, message) -> {
                            if (!stream.isNegotiated()) {
                                stream.behave(message);
                            }
                        })) {
            assertRefused(
                    node.address(),
                    times(Duration.ofSeconds(1), GrpcNetworkTest.QUICK.stalled()),
                    "did not acknowledge the subscription of " + BOB);
        }
    }

    @Test
    void aNodeThatClosesInMidStreamIsComeBackTo() {
        try (var node = new RudeNode(RudeNode.Stream::behave);
                var bob = new Taker(node.address(), BOB, GrpcNetworkTest.QUICK)) {

            node.streams().getFirst().end(Status.INTERNAL.withDescription("fell over"));

            bob.awaitBack();
            assertThat(bob.awaitState(LinkState.Lost.class).reason()).contains("fell over");
            node.streams().getLast().sendSigned(toBob("again"));
            bob.awaitReceived("again");
        }
    }

    @Test
    void whatIsNoMessageEndsTheLinkAndTheNextOneIsGood() {
        try (var node = new RudeNode(RudeNode.Stream::behave);
                var bob = new Taker(node.address(), BOB, GrpcNetworkTest.QUICK)) {

            node.streams().getFirst().send(new byte[] {(byte) 0xFF, 1, 2, 3});

            bob.awaitBack();
            assertThat(bob.awaitState(LinkState.Lost.class).reason())
                    .contains("4 bytes that are no SLIM message");
            node.streams().getLast().sendSigned(toBob("again"));
            bob.awaitReceived("again");
        }
    }

    @Test
    void aMessageWithAnotherTagIsDroppedAndTheRightOneIsTaken() {
        try (var node = new RudeNode(RudeNode.Stream::behave);
                var bob = new Taker(node.address(), BOB, GrpcNetworkTest.QUICK)) {
            RudeNode.Stream stream = node.streams().getFirst();
            byte[] untagged = new byte[toBob("untagged").encode().readableBytes()];
            toBob("untagged").encode().readBytes(untagged);

            stream.send(untagged);
            stream.send(Message.getDefaultInstance().toByteArray());
            stream.acknowledge(12345, false, "nobody asked");
            stream.sendSigned(toBob("tagged"));

            bob.awaitReceived("tagged");
            assertThat(bob.received()).containsExactly("tagged");
            assertThat(bob.states()).noneMatch(LinkState.Lost.class::isInstance);
        }
    }

    @Test
    void aReceiverThatFailsGetsTheNextMessageAllTheSame() {
        try (var node = new RudeNode(RudeNode.Stream::behave)) {
            var received = new CopyOnWriteArrayList<String>();
            var attachment =
                    new GrpcNetwork(node.address(), LinkListener.NONE, GrpcNetworkTest.QUICK)
                            .attach(
                                    BOB,
                                    message -> {
                                        received.add(message.payload().toStringUtf8());
                                        throw new IllegalStateException("on purpose");
                                    });

            node.streams().getFirst().sendSigned(toBob("one"));
            node.streams().getFirst().sendSigned(toBob("two"));

            Await.until("both", () -> received.size() == 2);
            attachment.close();
        }
    }

    @Test
    void aNodeThatTakesNothingLosesItsLinkAndHoldsNobodyUp() {
        try (var node =
                        new RudeNode(
                                (stream, message) -> {
                                    boolean subscribe = stream.isNegotiated();
                                    stream.behave(message);
                                    if (subscribe && stream.number() == 0) {
                                        stream.stopReading();
                                    }
                                });
                var bob =
                        new Taker(
                                node.address(),
                                BOB,
                                times(
                                        GrpcNetworkTest.QUICK.acknowledged(),
                                        Duration.ofSeconds(1)))) {
            String large = "x".repeat(500_000);

            for (int i = 0; i < 20; i++) {
                bob.send(BOB, large);
            }

            bob.awaitBack();
            assertThat(bob.awaitState(LinkState.Lost.class).reason())
                    .contains("took nothing of what we had for it for 1 s");
        }
    }
}
