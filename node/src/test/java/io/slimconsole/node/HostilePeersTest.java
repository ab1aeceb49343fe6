package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.slimconsole.node.kit.RawClient;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Peers that want no good end at most their own connection: two others talk on, before and after.
final class HostilePeersTest {
    private static final Name NAME = Name.of("org", "ns", "app");
    private static final int CONNECTIONS = 40;
    private static final int SUBSCRIPTIONS = 50;

    private final RunningNode node =
            RunningNode.start(
                    new NodeLimits(
                            CONNECTIONS,
                            SUBSCRIPTIONS,
                            1_000,
                            NodeLimits.MAX_MESSAGE_BYTES,
                            Duration.ofSeconds(3),
                            NodeLimits.MAX_MESSAGE_BYTES,
                            Duration.ofSeconds(1)));
    private final List<AutoCloseable> open = new ArrayList<>();
    private SlimClient sender;
    private SlimClient receiver;

    @BeforeEach
    void twoTalk() {
        sender = keep(node.client());
        receiver = keep(node.client().subscribe(NAME));
        assertTheyTalk();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        node.close();
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private void assertTheyTalk() {
        for (int i = 0; i < 20; i++) {
            sender.sendSigned(SlimClient.publish(NAME, NAME, 1, new byte[] {(byte) i}));
            assertThat(receiver.receivePayload()).isEqualTo(new byte[] {(byte) i});
        }
    }

    private void awaitOnlyThoseTwo() {
        Await.until("only the two are left", () -> node.node().connections().size() == 2);
    }

    @Test
    void garbage() throws IOException {
        var random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[1 + random.nextInt(5_000)];
            random.nextBytes(garbage);
            try (var socket = socket()) {
                write(socket, garbage);
                assertEnded(socket);
            }
        }

        assertTheyTalk();
        node.awaitEvent(NodeEvent.Refused.class, e -> e.reason() == CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void garbageBehindAValidPreface() throws IOException {
        var random = new Random(2);
        byte[] garbage = new byte[3_000];
        random.nextBytes(garbage);
        garbage[0] = (byte) 0xFF;
        try (var socket = socket()) {
            write(socket, preface());
            write(socket, garbage);
            assertEnded(socket);
        }

        assertTheyTalk();
    }

    @Test
    void aConnectionThatSaysNothing() throws IOException {
        try (var socket = socket()) {
            assertEnded(socket);
        }

        assertTheyTalk();
    }

    @Test
    void aPrefaceThatComesByteByByte() throws Exception {
        try (var socket = socket()) {
            long start = System.nanoTime();
            byte[] preface = preface();
            for (int i = 0; i < preface.length - 1; i++) {
                write(socket, new byte[] {preface[i]});
            }
            assertEnded(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(15));
        }

        node.awaitEvent(NodeEvent.Refused.class, e -> e.reason() == CloseReason.NEGOTIATION_FAILED);
        assertTheyTalk();
    }

    @Test
    void aStreamThatNeverNegotiates() {
        try (var client = RawClient.connect(node.address()).open()) {
            assertThat(client.status()).isEqualTo("4");
            client.awaitClosed();
        }

        var refused = node.awaitEvent(NodeEvent.Refused.class, _ -> true);
        assertThat(refused.reason()).isEqualTo(CloseReason.NEGOTIATION_FAILED);
        assertThat(refused.detail()).contains("no link negotiation within 3000 ms");
        awaitOnlyThoseTwo();
        assertTheyTalk();
    }

    @Test
    void aFirstMessageThatIsNoNegotiation() {
        try (var client = RawClient.connect(node.address()).open()) {
            client.send(SlimClient.subscription(NAME, 1).toByteArray());

            assertThat(client.status()).isEqualTo("9");
        }

        assertTheyTalk();
    }

    @Test
    void aNegotiationThatComesInDrops() {
        var request = new byte[200];
        try (var client = RawClient.connect(node.address()).open()) {
            client.sendBytes(Unpooled.buffer().writeByte(0).writeInt(request.length));
            client.sendBytes(Unpooled.buffer().writeByte(1));

            assertThat(client.status()).isEqualTo("4");
        }

        assertTheyTalk();
    }

    @Test
    void aFloodOfNegotiations() {
        for (int i = 0; i < 30; i++) {
            keep(SlimClient.connect(node.address()));
        }

        assertTheyTalk();
    }

    @Test
    void moreConnectionsThanAllowed() throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < CONNECTIONS + 20; i++) {
            sockets.add(keep(socket()));
        }

        node.awaitEvent(NodeEvent.Refused.class, e -> e.reason() == CloseReason.LIMIT_REACHED);
        assertTheyTalk();
        for (Socket socket : sockets) {
            socket.close();
        }
        Await.untilAsserted(() -> keep(node.client()));
    }

    @Test
    void endlessHeaders() throws IOException {
        byte[] fragment = new byte[16_000];
        try (var socket = socket()) {
            write(socket, preface());
            write(socket, frame(fragment.length, 1, 0, 1));
            write(socket, fragment);
            assertEndedWhileWriting(socket, frame(fragment.length, 9, 0, 1), fragment);
        }

        assertTheyTalk();
    }

    @Test
    void aFloodOfEmptyDataFrames() throws IOException {
        var client = keep(node.client());

        client.raw().sendEmptyFrames(1_000);

        client.raw().awaitClosed();
        assertTheyTalk();
        assertThat(node.awaitEvent(NodeEvent.Disconnected.class, _ -> true).connection().reason())
                .isEqualTo(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void moreSubscriptionsThanAllowedAreRefusedAndTheConnectionStays() {
        var client = keep(node.client());
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            client.subscribe(NAME.withId(new NameId(1, i)));
        }

        var ack = client.subscribeAndAwaitAck(NAME.withId(new NameId(1, SUBSCRIPTIONS)));

        assertThat(ack.getSuccess()).isFalse();
        assertThat(ack.getError()).contains("the limit is " + SUBSCRIPTIONS);
        client.unsubscribe(NAME.withId(new NameId(1, 0)), 1);
        client.subscribe(NAME.withId(new NameId(1, SUBSCRIPTIONS)));
    }

    @Test
    void hugeNames() {
        var client = keep(node.client());
        String huge = "x".repeat(500_000);

        client.subscribe(Name.of(huge, huge, huge));

        assertTheyTalk();
        client.sendSigned(SlimClient.publish(Name.of(huge, "a", "b"), NAME, 1, new byte[0]));
        assertThat(receiver.receivePayload()).isEmpty();
    }

    // ---- sockets without a codec

    private Socket socket() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), node.address().getPort());
        socket.setSoTimeout(45_000);
        return socket;
    }

    private static byte[] preface() {
        byte[] settings = frame(0, 4, 0, 0);
        return Unpooled.buffer()
                .writeBytes(Http2CodecUtil.connectionPrefaceBuf())
                .writeBytes(settings)
                .capacity(24 + settings.length)
                .array();
    }

    private static byte[] frame(int length, int type, int flags, int stream) {
        return Unpooled.buffer(9)
                .writeMedium(length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .array();
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException ended) {
            // the node was quicker to hang up, which is what the test is about
        }
    }

    private static void assertEnded(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // what it says before it hangs up
            }
        } catch (java.net.SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    private static void assertEndedWhileWriting(Socket socket, byte[]... again) throws IOException {
        try {
            for (int i = 0; i < 100_000; i++) {
                for (byte[] bytes : again) {
                    socket.getOutputStream().write(bytes);
                }
            }
        } catch (java.net.SocketException ended) {
            assertThat(new String(ended.getMessage().getBytes(US_ASCII), US_ASCII)).isNotEmpty();
            return;
        }
        throw new AssertionError("the node went on reading");
    }
}
