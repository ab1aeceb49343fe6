package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.node.kit.SlimClient;
import io.slimconsole.node.name.Name;
import io.slimconsole.tests.kit.SelfSigned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// TLS 1.3 on the port, as upstream's clients use it.
final class TlsTest {
    private static final Name NAME = Name.of("org", "ns", "app");

    @TempDir private Path folder;
    private SelfSigned pem;
    private RunningNode node;

    @BeforeEach
    void start() {
        pem = SelfSigned.valid(folder, "node");
        node =
                RunningNode.start(
                        NodeConfig.loopback(0)
                                .withTls(
                                        new TlsConfig(
                                                pem.certificate(), pem.key(), Optional.empty())));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private SslContextBuilder trusting() {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(pem.certificate().toFile());
    }

    @Test
    void messagesPassOverTls() throws SSLException {
        var withAlpn =
                trusting()
                        .applicationProtocolConfig(
                                new ApplicationProtocolConfig(
                                        Protocol.ALPN,
                                        SelectorFailureBehavior.NO_ADVERTISE,
                                        SelectedListenerFailureBehavior.ACCEPT,
                                        "h2"))
                        .build();
        try (var receiver = SlimClient.connect(node.address(), withAlpn).subscribe(NAME);
                var sender = SlimClient.connect(node.address(), withAlpn)) {
            sender.sendSigned(SlimClient.publish(NAME, NAME, 1, new byte[100_000]));

            assertThat(receiver.receivePayload()).hasSize(100_000);
            assertThat(node.node().connections().getFirst().link().orElseThrow().tls())
                    .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3 TLS_"));
        }
    }

    @Test
    void aClientWithoutAlpnIsServed() throws SSLException {
        try (var client = SlimClient.connect(node.address(), trusting().build())) {
            client.subscribe(NAME);
        }
    }

    @Test
    void aClientThatSpeaksCleartextIsRefusedAsSuch() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(new byte[100]);
            socket.getInputStream().readAllBytes();
        }

        var refused = node.awaitEvent(NodeEvent.Refused.class, _ -> true);
        assertThat(refused.reason()).isEqualTo(CloseReason.TLS_FAILED);
    }
}
