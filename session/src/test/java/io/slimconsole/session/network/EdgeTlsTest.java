package io.slimconsole.session.network;

import static io.slimconsole.session.network.GrpcNetworkTest.QUICK;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.node.name.Name;
import io.slimconsole.tests.kit.SelfSigned;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// TLS towards a node: each refusal beside the one thing that makes it an acceptance.
final class EdgeTlsTest {
    private static final Name BOB = Name.parse("org/ns/bob");

    @TempDir private Path folder;
    private final List<SlimNode> nodes = new ArrayList<>();
    private SelfSigned ofNode;
    private ClientTls trusting;

    @BeforeEach
    void makeCertificate() {
        ofNode = SelfSigned.valid(folder, "node");
        trusting = ClientTls.DEFAULT.withAuthority(ofNode.certificate());
    }

    private NodeAddress start(NodeConfig config) {
        var node = SlimNode.create(config);
        node.start();
        nodes.add(node);
        return NodeAddress.parse(
                "http://localhost:" + node.status().address().orElseThrow().getPort());
    }

    private NodeAddress startTls(Optional<Path> clientAuthority) {
        return start(
                NodeConfig.loopback(0)
                        .withTls(
                                new TlsConfig(
                                        ofNode.certificate(), ofNode.key(), clientAuthority)));
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.close(Duration.ZERO));
    }

    private static void assertConnects(NodeAddress address) {
        try (var bob = new Taker(address, BOB, QUICK)) {
            bob.send(BOB, "nobody else is there");
            assertThat(bob.states().getLast()).isInstanceOf(LinkState.Connected.class);
        }
    }

    private static void assertRefused(NodeAddress address, String why) {
        assertThatThrownBy(() -> new Taker(address, BOB, QUICK))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(address.toString());
    }

    @Test
    void aNodeOfATrustedAuthorityIsReached() {
        NodeAddress address = startTls(Optional.empty());

        try (var bob = new Taker(address.withTls(trusting), BOB, QUICK)) {
            assertThat(bob.awaitState(LinkState.Connected.class).facts().tls())
                    .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3 TLS_"));
        }
    }

    @Test
    void aNodeOfAnotherAuthorityIsNotTrusted() {
        NodeAddress address = startTls(Optional.empty());
        var another = SelfSigned.valid(folder, "another");

        assertRefused(
                address.withTls(ClientTls.DEFAULT.withAuthority(another.certificate())),
                "is not to be trusted");
        assertRefused(address.withTls(ClientTls.DEFAULT), "is not to be trusted");
        assertConnects(address.withTls(trusting));
    }

    @Test
    void theCertificateMustBeForTheServersName() {
        NodeAddress address = startTls(Optional.empty());

        assertRefused(
                address.withTls(trusting.withServerName("node.example.org")),
                "is not to be trusted");
        assertConnects(address.withTls(trusting.withServerName("localhost")));
    }

    @Test
    void aNodeThatWantsToKnowItsClientsIsShownACertificate() {
        var ofClient = SelfSigned.valid(folder, "client");
        NodeAddress address = startTls(Optional.of(ofClient.certificate()));

        assertRefused(address.withTls(trusting), "");
        assertConnects(
                address.withTls(trusting.withCertificate(ofClient.certificate(), ofClient.key())));
    }

    @Test
    void cleartextAndTlsAreToldApart() {
        NodeAddress cleartext = start(NodeConfig.loopback(0));
        NodeAddress encrypted = startTls(Optional.empty());

        assertRefused(cleartext.withTls(trusting), "does not speak TLS");
        assertConnects(cleartext);
        assertRefused(encrypted, "it may want TLS");
        assertConnects(encrypted.withTls(trusting));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        NodeAddress address = startTls(Optional.empty());

        assertThatThrownBy(
                        () ->
                                new Taker(
                                        address.withTls(
                                                ClientTls.DEFAULT.withAuthority(
                                                        folder.resolve("missing.pem"))),
                                        BOB,
                                        QUICK))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("missing.pem does not exist");
    }
}
