package io.slimconsole.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slimconsole.node.NodeException.Reason;
import io.slimconsole.node.kit.RunningNode;
import io.slimconsole.tests.kit.SelfSigned;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a node says when it can't start, which is what an operator has to go by.
final class StartFailuresTest {
    @TempDir private Path folder;

    private static NodeException failure(NodeConfig config) {
        var node = SlimNode.create(config);
        var failure = catchThrowableOfType(NodeException.class, node::start);
        assertThat(node.status().state()).isEqualTo(NodeState.FAILED);
        return failure;
    }

    private static NodeConfig on(String host, int port) {
        var config = NodeConfig.loopback(port);
        return new NodeConfig(
                config.nodeId(), host, port, Optional.empty(), "", true, config.limits());
    }

    private NodeException tlsFailure(Path certificate, Path key) {
        return failure(
                NodeConfig.loopback(0).withTls(new TlsConfig(certificate, key, Optional.empty())));
    }

    @Test
    void aPortThatIsTaken() {
        try (var other = RunningNode.start()) {
            int port = other.address().getPort();

            var failure = failure(NodeConfig.loopback(port));

            assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_IN_USE);
            assertThat(failure)
                    .hasMessage(
                            "port %d on 127.0.0.1 is taken by another program; end that program,"
                                            .formatted(port)
                                    + " or choose another port");
        }
    }

    @Test
    void anAddressOfAnotherMachine() {
        var failure = failure(on("192.0.2.1", 0));

        assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_INVALID);
        assertThat(failure)
                .hasMessageStartingWith(
                        "192.0.2.1 belongs to no network interface of this machine");
    }

    @Test
    void aHostNameThatNobodyKnows() {
        var failure = failure(on("no.such.host.invalid", 0));

        assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_INVALID);
        assertThat(failure).hasMessageContaining("\"no.such.host.invalid\"");
    }

    @Test
    void aCertificateThatIsNotThere() {
        var failure = tlsFailure(folder.resolve("absent.pem"), folder.resolve("key.pem"));

        assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_UNREADABLE);
        assertThat(failure).hasMessageContaining("absent.pem does not exist");
    }

    @Test
    void aCertificateThatIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("text.pem"), "not a certificate");

        var failure = tlsFailure(file, file);

        assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_UNREADABLE);
        assertThat(failure).hasMessageContaining("holds no certificate in PEM form");
    }

    @Test
    void aKeyThatIsNoneOrEncrypted() throws IOException {
        var pem = SelfSigned.valid(folder, "a");
        Path text = Files.writeString(folder.resolve("text.pem"), "not a key");
        Path encrypted =
                Files.writeString(
                        folder.resolve("encrypted.pem"),
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE"
                                + " KEY-----\n");

        assertThat(tlsFailure(pem.certificate(), text))
                .hasMessageContaining("holds no key in PEM form")
                .extracting(NodeException::reason)
                .isEqualTo(Reason.PRIVATE_KEY_UNREADABLE);
        assertThat(tlsFailure(pem.certificate(), encrypted)).hasMessageContaining("is encrypted");
    }

    @Test
    void aKeyOfAnotherCertificate() {
        var one = SelfSigned.valid(folder, "one");
        var other = SelfSigned.valid(folder, "other");

        var failure = tlsFailure(one.certificate(), other.key());

        assertThat(failure.reason()).isEqualTo(Reason.PRIVATE_KEY_MISMATCH);
        assertThat(failure).hasMessageContaining("does not belong to the certificate");
    }

    @Test
    void aCertificateThatHasExpired() {
        var expired = SelfSigned.expired(folder, "old");

        var failure = tlsFailure(expired.certificate(), expired.key());

        assertThat(failure.reason()).isEqualTo(Reason.CERTIFICATE_UNREADABLE);
        assertThat(failure).hasMessageContaining("expired on");
    }

    @Test
    void aClientCaThatIsNone() throws IOException {
        var pem = SelfSigned.valid(folder, "a");
        Path text = Files.writeString(folder.resolve("ca.pem"), "nothing");

        var failure =
                failure(
                        NodeConfig.loopback(0)
                                .withTls(
                                        new TlsConfig(
                                                pem.certificate(), pem.key(), Optional.of(text))));

        assertThat(failure.reason()).isEqualTo(Reason.CLIENT_CA_UNREADABLE);
    }
}
