package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.kit.RawClient;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.proto.LinkConnectionType;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;

/// How the node answers what clients do with HTTP/2 and gRPC, right and wrong.
final class RulesOfTheWireTest {
    private static final Name NAME = Name.of("org", "ns", "app");

    private final RunningNode node = RunningNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    private RawClient raw() {
        return RawClient.connect(node.address());
    }

    @Test
    void responseHeadersComeBeforeTheClientSendsAnything() {
        try (var client = raw().open()) {
            var headers = client.responseHeaders();

            assertThat(headers.status().toString()).isEqualTo("200");
            assertThat(headers.get("content-type").toString()).isEqualTo("application/grpc");
        }
    }

    @Test
    void anUnknownMethodIsUnimplemented() {
        try (var client = raw().request("POST", "/other.Service/Call", "application/grpc")) {
            assertThat(client.status()).isEqualTo("12");
        }
    }

    @Test
    void whatIsNotGrpcIsRefusedByItsHttpStatus() {
        try (var client = raw().request("POST", RawClient.PATH, "application/json")) {
            assertThat(client.responseHeaders().status().toString()).isEqualTo("415");
        }
        try (var client = raw().request("GET", RawClient.PATH, "application/grpc")) {
            assertThat(client.responseHeaders().status().toString()).isEqualTo("405");
        }
        try (var client = raw().request("POST", RawClient.PATH, "application/grpc+proto")) {
            assertThat(client.responseHeaders().status().toString()).isEqualTo("200");
        }
    }

    @Test
    void aSecondStreamOnOneConnectionIsRefusedWithAReason() {
        try (var client = node.client()) {
            var first = client.raw();
            assertThat(first.responseHeaders().status().toString()).isEqualTo("200");

            first.open();

            assertThat(first.status()).isEqualTo("8");
            assertThat(first.statusMessage()).contains("open another connection");
            assertThat(node.node().connections()).hasSize(1);
        }
    }

    @Test
    void aSubscriptionThatIsRefusedIsTold() {
        try (var client = node.client()) {
            client.subscribe(NAME);

            assertThat(client.unsubscribe(NAME, 77).getSuccess()).isFalse();

            var refused = node.awaitEvent(NodeEvent.SubscriptionRefused.class, _ -> true);
            assertThat(refused.connection()).isEqualTo(node.node().connections().getFirst().id());
            assertThat(refused.encoded()).isEqualTo(NAME.encoded());
            assertThat(refused.name()).contains(NAME);
            assertThat(refused.reason()).isEqualTo("subscription id not found: 77");
        }
    }

    @Test
    void http1IsRefused() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));

            socket.getInputStream().readAllBytes();
        }
        var refused = node.awaitEvent(NodeEvent.Refused.class, _ -> true);
        assertThat(refused.reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
        assertThat(refused.detail()).contains("HTTP/1");
    }

    @Test
    void aTlsClientOnACleartextPortIsToldApart() throws IOException {
        byte[] clientHello = {0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0x3c, 0x03, 0x03};

        assertThat(refusalOf(clientHello))
                .isEqualTo(
                        "a TLS client, but this port speaks cleartext: let it connect with http://,"
                                + " or set up a certificate for this node");
    }

    @Test
    void whatIsNoHttpAtAllIsToldInAFewWords() throws IOException {
        assertThat(refusalOf("SSH-2.0-client\r\n".getBytes(US_ASCII)))
                .isEqualTo("not HTTP/2: whatever connected does not speak SLIM");
    }

    private String refusalOf(byte... first) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(first);
            socket.getInputStream().readAllBytes();
        }
        return node.awaitEvent(NodeEvent.Refused.class, _ -> true).detail();
    }

    @Test
    void aCompressedMessageEndsTheStream() {
        try (var client = node.client()) {
            client.raw()
                    .sendBytes(Unpooled.buffer().writeByte(1).writeInt(3).writeBytes(new byte[3]));

            assertThat(client.raw().status()).isEqualTo("12");
            client.raw().awaitClosed();
        }
        assertThat(closed().reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
        assertThat(closed().detail()).contains("compressed");
    }

    @Test
    void aMessageAboveTheLimitEndsTheStreamBeforeItArrives() {
        try (var client = node.client()) {
            client.raw().sendBytes(Unpooled.buffer().writeByte(0).writeInt(4 * 1024 * 1024 + 1));

            assertThat(client.raw().status()).isEqualTo("8");
        }
        assertThat(closed().detail()).isEqualTo("a message of 4194305 bytes; the limit is 4194304");
    }

    @Test
    void whatIsNoSlimMessageEndsTheStream() {
        try (var client = node.client()) {
            client.raw().send(new byte[] {(byte) 0xFF, 1, 2, 3});

            assertThat(client.raw().status()).isEqualTo("13");
        }
        assertThat(closed().reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
        assertThat(node.node().status().dropped()).isEqualTo(Map.of(DropReason.MALFORMED, 1L));
    }

    @Test
    void aHalfClosedStreamIsEndedInOrder() {
        try (var client = node.client()) {
            client.raw().endStream();

            assertThat(client.raw().status()).isEqualTo("0");
            client.raw().awaitClosed();
        }
        assertThat(closed().reason()).isEqualTo(CloseReason.BY_PEER);
    }

    @Test
    void messagesBeforeAHalfCloseAreStillForwarded() {
        try (var receiver = node.client().subscribe(NAME);
                var sender = node.client()) {
            sender.sendSigned(SlimClient.publish(NAME, NAME, 1, new byte[] {1}));
            sender.raw().endStream();

            assertThat(receiver.receivePayload()).isEqualTo(new byte[] {1});
        }
    }

    @Test
    void aStreamThatEndsWithinAMessageIsAnError() {
        try (var client = node.client()) {
            client.raw().sendBytes(Unpooled.buffer().writeByte(0).writeInt(100).writeByte(1));
            client.raw().endStream();

            assertThat(client.raw().status()).isEqualTo("13");
        }
        assertThat(closed().detail()).contains("in the middle of a message");
    }

    @Test
    void aResetStreamIsGoneAtOnceWithItsNames() {
        try (var client = node.client().subscribe(NAME)) {
            client.raw().resetStream();

            Await.until("its route is gone", () -> node.node().status().routes() == 0);
        }
        assertThat(closed().detail()).contains("reset the stream (CANCEL)");
    }

    @Test
    void messagesInAnyPiecesAreTheSameMessages() {
        try (var receiver = node.client().subscribe(NAME);
                var sender = node.client()) {
            byte[] message =
                    sender.signed(SlimClient.publish(NAME, NAME, 1, new byte[700])).toByteArray();
            var bytes = Unpooled.buffer();
            for (int i = 0; i < 3; i++) {
                bytes.writeByte(0).writeInt(message.length).writeBytes(message);
            }
            int[] pieces = {1, 2, 3, 300, 500, 1, 4, 900};

            for (int piece : pieces) {
                sender.raw().sendBytesAndWait(bytes.readRetainedSlice(piece));
            }
            sender.raw().sendBytes(bytes);

            for (int i = 0; i < 3; i++) {
                assertThat(receiver.receivePayload()).hasSize(700);
            }
        }
    }

    @Test
    void pingsAreAnsweredHoweverOftenTheyCome() throws InterruptedException {
        try (var client = node.client()) {
            for (int i = 0; i < 5_000; i++) {
                client.raw().ping();
            }

            client.raw().awaitPong();
            client.subscribe(NAME);
        }
    }

    @Test
    void aPeerLinkIsAnsweredAndThenRefusedForGood() {
        try (var client = SlimClient.open(node.address(), "peer-link")) {
            var reply = client.negotiate(LinkConnectionType.LINK_CONNECTION_TYPE_PEER);

            assertThat(reply.getConnectionType())
                    .isEqualTo(LinkConnectionType.LINK_CONNECTION_TYPE_PEER);
            assertThat(client.raw().status()).isEqualTo("7");
            assertThat(client.raw().statusMessage()).contains("peer links");
        }
        var refused = node.awaitEvent(NodeEvent.Refused.class, _ -> true);
        assertThat(refused.reason()).isEqualTo(CloseReason.NOT_SUPPORTED);
    }

    @Test
    void aRemoteLinkIsServedLikeAnEdgeLink() {
        try (var client = SlimClient.open(node.address(), "remote-link")) {
            client.negotiate(LinkConnectionType.LINK_CONNECTION_TYPE_REMOTE);
            client.subscribe(NAME);

            assertThat(node.node().connections())
                    .extracting(ConnectionSnapshot::type)
                    .containsExactly(ConnectionType.REMOTE);
        }
    }

    private ClosedConnection closed() {
        return node.awaitEvent(NodeEvent.Disconnected.class, _ -> true).connection();
    }
}
