package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;

/// What doesn't follow the protocol is ended alone, with a reason, while others go on.
@InteropTest
final class HostileTest {
    private static final Duration NEGOTIATION = Duration.ofSeconds(5);

    /// A guest that doesn't behave: what it sends, and what the node calls that.
    enum Guest {
        SILENT(CloseReason.NEGOTIATION_FAILED) {
            @Override
            byte[] bytes() {
                return new byte[0];
            }
        },
        NEVER_NEGOTIATING(CloseReason.NEGOTIATION_FAILED) {
            @Override
            byte[] bytes() throws IOException {
                return openedChannel();
            }
        },
        PUBLISHING_FIRST(CloseReason.NEGOTIATION_FAILED) {
            @Override
            byte[] bytes() throws IOException {
                // a publish without anything in it
                return afterOpening(Http2.grpc(new byte[] {0x1a, 0x00}));
            }
        },
        RANDOM_BYTES(CloseReason.PROTOCOL_ERROR) {
            @Override
            byte[] bytes() {
                byte[] noise = new byte[64 * 1024];
                new Random(42).nextBytes(noise);
                return noise;
            }
        },
        RANDOM_MESSAGE(CloseReason.NEGOTIATION_FAILED) {
            @Override
            byte[] bytes() throws IOException {
                byte[] noise = new byte[1024];
                new Random(43).nextBytes(noise);
                return afterOpening(Http2.grpc(noise));
            }
        },
        ANNOUNCING_GIGABYTES(CloseReason.PROTOCOL_ERROR) {
            @Override
            byte[] bytes() throws IOException {
                return afterOpening(new byte[] {0, 0x7f, -1, -1, -1, 1, 2, 3});
            }
        },
        SPEAKING_HTTP_1(CloseReason.PROTOCOL_ERROR) {
            @Override
            byte[] bytes() {
                return "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
            }
        };

        private final CloseReason reason;

        Guest(CloseReason reason) {
            this.reason = reason;
        }

        abstract byte[] bytes() throws IOException;

        private static byte[] openedChannel() throws IOException {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Http2.PREFACE);
            Http2.write(bytes, Http2.SETTINGS, 0, 0, new byte[0]);
            byte[] headers = Http2.requestHeaders("localhost");
            Http2.write(bytes, Http2.HEADERS, Http2.END_HEADERS, 1, headers);
            return bytes.toByteArray();
        }

        private static byte[] afterOpening(byte[] data) throws IOException {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(openedChannel());
            Http2.write(bytes, Http2.DATA, 0, 1, data);
            return bytes.toByteArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersGoOn(Guest guest, Scenario scenario) throws Exception {
        var node = scenario.ourNode(NodeConfig.loopback(0).withLimits(quickLimits()));
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        var accepted = bob.accept();
        alice.route(bob.name());
        var atAlice = alice.open(bob.name(), SessionKind.MLS);
        var atBob = bob.await(accepted);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout((int) Await.DEADLINE.toMillis());
            socket.getOutputStream().write(guest.bytes());
            atAlice.publish("while it is there");
            assertThat(atBob.receive().text()).isEqualTo("while it is there");
            awaitEnd(socket.getInputStream());
        }

        var refused =
                Await.value(
                        "the node says why",
                        () -> node.events(NodeEvent.Refused.class).findFirst());
        assertThat(refused.reason()).isEqualTo(guest.reason);
        assertThat(refused.detail()).isNotBlank();
        atBob.publish("after it has gone");
        assertThat(atAlice.receive().text()).isEqualTo("after it has gone");
        assertThat(node.events(NodeEvent.Disconnected.class)).isEmpty();
    }

    private static NodeLimits quickLimits() {
        var usual = NodeLimits.DEFAULTS;
        return new NodeLimits(
                usual.connections(),
                usual.subscriptionsPerConnection(),
                usual.subscriptions(),
                usual.messageBytes(),
                NEGOTIATION,
                usual.queueBytes(),
                usual.slowReceiver());
    }

    /// Reads until the node ends the stream or the connection.
    ///
    /// @throws java.net.SocketTimeoutException if it does neither
    private static void awaitEnd(InputStream in) throws IOException {
        try {
            var frame = Http2.read(in);
            while (frame != null && !ends(frame)) {
                frame = Http2.read(in);
            }
        } catch (SocketException reset) {
            // that is an end, too
        }
    }

    private static boolean ends(Http2.Frame frame) {
        return switch (frame.type()) {
            case Http2.RST_STREAM, Http2.GOAWAY -> true;
            case Http2.HEADERS, Http2.DATA -> frame.has(Http2.END_STREAM);
            default -> false;
        };
    }
}
