package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.peer.PeerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// TLS 1.3 with a private authority that only those who are told know.
@InteropTest
final class TlsTest {
    @TempDir Path folder;

    @Test
    void aSessionGoesOverTls(Scenario scenario) {
        var authority = new Certificates(folder, "authority");
        var node = scenario.node(NodeConfig.loopback(0).withTls(authority.node()));
        var url = "https://localhost:" + node.port();
        var alice = scenario.process("org/ns/alice");
        var bob = scenario.process("org/ns/bob");
        for (Application each : new Application[] {alice, bob}) {
            each.start(Scenario.SECRET);
            each.connect(url, authority.authority());
            each.subscribe(each.name());
        }
        var accepted = bob.accept();
        alice.route(bob.name());

        alice.open(bob.name(), SessionKind.MLS).publish("over TLS");

        assertThat(bob.await(accepted).receive().text()).isEqualTo("over TLS");
        if (node instanceof OurNode ours) {
            assertThat(ours.connectionOf(bob.name()).orElseThrow().link().orElseThrow().tls())
                    .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3"));
        }
    }

    @Test
    void aClientThatTrustsAnotherAuthorityStaysOut(Scenario scenario) {
        var authority = new Certificates(folder, "authority");
        var another = new Certificates(folder, "another");
        var node = scenario.node(NodeConfig.loopback(0).withTls(authority.node()));
        var url = "https://localhost:" + node.port();
        var alice = scenario.process("org/ns/alice");
        alice.start(Scenario.SECRET);

        assertThatThrownBy(() -> alice.connect(url, another.authority()))
                .isInstanceOf(PeerException.class);
        assertThat(alice.log()).contains("invalid peer certificate: UnknownIssuer");

        // the same client with the right one: it was the authority
        alice.connect(url, authority.authority());
        alice.subscribe(alice.name());
    }
}
