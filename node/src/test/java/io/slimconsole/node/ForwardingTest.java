package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;

import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SubscriptionAck;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What clients see of the forwarding: real clients, over sockets.
final class ForwardingTest {
    private static final Name SERVICE = Name.of("org", "ns", "service");
    private static final Name ALICE = Name.of("org", "ns", "alice").withId(new NameId(0, 1));

    private final RunningNode node = RunningNode.start();
    private final List<SlimClient> clients = new ArrayList<>();

    @AfterEach
    void stop() {
        clients.forEach(SlimClient::close);
        node.close();
    }

    private SlimClient client() {
        var client = node.client();
        clients.add(client);
        return client;
    }

    private SlimClient instance(int id) {
        return client().subscribe(SERVICE.withId(new NameId(0, id)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @Test
    void aPublishReachesTheInstanceItNames() {
        var alice = client();
        var first = instance(1);
        var second = instance(2);
        var toSecond =
                SlimClient.publish(ALICE, SERVICE.withId(new NameId(0, 2)), 1, bytes("second"));
        var toFirst =
                SlimClient.publish(ALICE, SERVICE.withId(new NameId(0, 1)), 1, bytes("first"));

        alice.sendSigned(toSecond);
        alice.sendSigned(toFirst);

        assertThat(second.receivePayload()).isEqualTo(bytes("second"));
        assertThat(first.receivePayload()).isEqualTo(bytes("first"));
    }

    @Test
    void whatAReceiverGetsIsTheMessageWithOneHopLess() {
        var alice = client();
        var first = instance(1);
        var header =
                SlimClient.header(ALICE, SERVICE.withId(new NameId(0, 1)))
                        .setIdentity("token")
                        .setVersion("9")
                        .setError(false)
                        .setE2EHeaderSig(ByteString.copyFromUtf8("signature"));
        var sent = SlimClient.publish(header, bytes("x")).toBuilder().putMetadata("k", "v").build();

        alice.sendSigned(sent);

        Message got = first.receive();
        var expected = sent.toBuilder();
        expected.getPublishBuilder().getHeaderBuilder().setTtl(7);
        var bare = got.toBuilder();
        bare.getPublishBuilder().getHeaderBuilder().clearHeaderMac();
        assertThat(bare.build()).isEqualTo(expected.build());
    }

    @Test
    void anycastTakesOneInstanceAfterTheOther() {
        var alice = client();
        var instances = List.of(instance(1), instance(2), instance(3));

        for (int i = 0; i < 9; i++) {
            alice.sendSigned(SlimClient.publish(ALICE, SERVICE, 1, new byte[] {(byte) i}));
        }

        for (var instance : instances) {
            for (int i = 0; i < 3; i++) {
                instance.receivePayload();
            }
        }
        Await.until("all are counted", () -> node.node().status().total().messagesOut() == 9);
    }

    @Test
    void aFanOutReachesAllButTheSender() {
        var alice = client().subscribe(SERVICE.withId(new NameId(0, 9)));
        var instances = List.of(instance(1), instance(2), instance(3));

        alice.sendSigned(SlimClient.publish(ALICE, SERVICE, 256, bytes("all")));
        alice.sendSigned(
                SlimClient.publish(ALICE, SERVICE.withId(new NameId(0, 1)), 1, bytes("end")));

        for (var instance : instances) {
            assertThat(instance.receivePayload()).isEqualTo(bytes("all"));
        }
        assertThat(instances.getFirst().receivePayload()).isEqualTo(bytes("end"));
        assertThat(alice.raw().received()).isZero();
    }

    @Test
    void whatOneClientSendsStaysInOrder() {
        var alice = client();
        var bob = instance(1);
        var sizes = new Random(1);

        for (int i = 0; i < 2_000; i++) {
            int size = 4 + sizes.nextInt(i % 50 == 0 ? 40_000 : 200);
            byte[] payload = new byte[size];
            payload[0] = (byte) (i >> 8);
            payload[1] = (byte) i;
            alice.sendSigned(
                    SlimClient.publish(ALICE, SERVICE.withId(new NameId(0, 1)), 1, payload));
        }

        for (int i = 0; i < 2_000; i++) {
            byte[] payload = bob.receivePayload();
            assertThat((payload[0] & 0xFF) << 8 | (payload[1] & 0xFF)).isEqualTo(i);
        }
    }

    @Test
    void largeMessagesComeThroughUnchanged() {
        var alice = client();
        var bob = instance(1);
        byte[] payload = new byte[4_000_000];
        new Random(2).nextBytes(payload);

        alice.sendSigned(SlimClient.publish(ALICE, SERVICE.withId(new NameId(0, 1)), 1, payload));

        assertThat(bob.receivePayload()).isEqualTo(payload);
    }

    @Test
    void messagesThatMayNotPassAreDroppedAndCounted() {
        var alice = client();
        var bob = instance(1);
        Name to = SERVICE.withId(new NameId(0, 1));
        var valid = SlimClient.publish(ALICE, to, 1, bytes("valid"));
        var otherTag = alice.signed(valid).toBuilder();
        otherTag.getPublishBuilder().getHeaderBuilder().setFanout(2);

        alice.raw().send(valid.toByteArray());
        alice.raw().send(otherTag.build().toByteArray());
        alice.sendSigned(SlimClient.publish(SlimClient.header(ALICE, to).setTtl(1), bytes("old")));
        alice.sendSigned(SlimClient.publish(ALICE, Name.of("no", "such", "name"), 1, bytes("?")));
        alice.raw().send(Message.getDefaultInstance().toByteArray());
        alice.sendSigned(valid);

        assertThat(bob.receivePayload()).isEqualTo(bytes("valid"));
        Await.untilAsserted(
                () ->
                        assertThat(node.node().status().dropped())
                                .isEqualTo(
                                        Map.of(
                                                DropReason.MAC_MISSING, 1L,
                                                DropReason.MAC_INVALID, 1L,
                                                DropReason.TTL_EXPIRED, 1L,
                                                DropReason.NO_ROUTE, 1L,
                                                DropReason.MALFORMED, 1L)));
    }

    @Test
    void aMessageIsNeverSentBackToWhereItCameFrom() {
        var alice = client().subscribe(ALICE);

        alice.sendSigned(SlimClient.publish(ALICE, ALICE, 1, bytes("me")));

        Await.until(
                "it is dropped",
                () -> node.node().status().dropped().getOrDefault(DropReason.NO_ROUTE, 0L) == 1);
        assertThat(alice.raw().received()).isZero();
    }

    @Test
    void whatComesInCantBeSteeredByNodeInternalFields() {
        var alice = client();
        var bob = instance(1);
        var eve = instance(2);
        long evesConnection = node.node().connections().getLast().id().value();
        var header =
                SlimClient.header(ALICE, SERVICE.withId(new NameId(0, 1)))
                        .setRecvFrom(evesConnection)
                        .setForwardTo(evesConnection);
        var steered = SlimClient.publish(header, bytes("x"));

        // signed by hand: a node's own signer leaves those fields out
        alice.raw().send(alice.signedAsItIs(steered).toByteArray());

        var got = bob.receive().getPublish().getHeader();
        assertThat(got.hasRecvFrom() || got.hasForwardTo()).isFalse();
        assertThat(eve.raw().received()).isZero();
    }

    @Test
    void aSubscriptionEndsWithItsUnsubscribe() {
        var alice = client();
        var bob = instance(1);
        Name name = SERVICE.withId(new NameId(0, 1));

        SubscriptionAck done = bob.unsubscribe(name, 1);
        SubscriptionAck unknown = bob.unsubscribe(name, 77);
        alice.sendSigned(SlimClient.publish(ALICE, name, 1, bytes("x")));

        assertThat(done).isEqualTo(ack(1, true, ""));
        assertThat(unknown).isEqualTo(ack(77, false, "subscription not found"));
        Await.until(
                "the publish is dropped",
                () -> node.node().status().dropped().getOrDefault(DropReason.NO_ROUTE, 0L) == 1);
    }

    private static SubscriptionAck ack(long id, boolean success, String error) {
        return SubscriptionAck.newBuilder()
                .setSubscriptionId(id)
                .setSuccess(success)
                .setError(error)
                .build();
    }

    @Test
    void aReconnectedClientTakesItsNamesBackUnderIdZero() {
        var alice = client();
        Name name = SERVICE.withId(new NameId(0, 1));
        instance(1).raw().cut();
        Await.until("the route is gone", () -> node.node().routes().routes().isEmpty());
        var again = client();

        again.sendSigned(SlimClient.subscription(name, 0));
        again.sendSigned(SlimClient.subscription(SERVICE.withId(new NameId(0, 2)), 0));
        Await.until("both are back", () -> node.node().routes().routes().size() == 2);
        alice.sendSigned(SlimClient.publish(ALICE, name, 1, bytes("x")));
        assertThat(again.receivePayload()).isEqualTo(bytes("x"));
        again.raw().cut();

        Await.until("all is gone again", () -> node.node().routes().routes().isEmpty());
    }

    @Test
    void routesAndConnectionsAreShownWithWhatWentOverThem() {
        var alice = client();
        var bob = instance(1);
        Name name = SERVICE.withId(new NameId(0, 1));
        var message = SlimClient.publish(ALICE, name, 1, bytes("hello"));

        alice.sendSigned(message);
        bob.receive();

        int size = alice.signed(message).getSerializedSize();
        Await.untilAsserted(
                () -> {
                    var connections = node.node().connections();
                    assertThat(connections).hasSize(2);
                    assertThat(connections.getFirst().traffic())
                            .isEqualTo(new Traffic(1, size, 0, 0));
                    assertThat(connections.getLast().firstName()).contains(name);
                    assertThat(connections.getLast().subscriptions()).isOne();
                    assertThat(connections.getLast().traffic())
                            .isEqualTo(
                                    new Traffic(
                                            1, connections.getLast().traffic().bytesIn(), 1, size));
                });
        var route = node.node().routes().routes().getFirst();
        assertThat(route.name()).contains(name);
        assertThat(route.messages()).isOne();
        assertThat(route.bytes()).isEqualTo(size);
        assertThat(node.node().routesOf(node.node().connections().getLast().id()))
                .containsExactly(route);
    }
}
