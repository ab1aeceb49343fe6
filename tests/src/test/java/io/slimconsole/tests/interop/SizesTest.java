package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Messages up to the limit of 4 MiB, and one above.
@InteropTest
final class SizesTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void largeMessagesArriveWhole(Scenario scenario) {
        sendAll(scenario, SessionKind.PLAIN, List.of(MIB, 39 * MIB / 10));
    }

    /// The SDK pads what it encrypts to the next eighth of a power of two: 3.5 MiB and more become 4 MiB and some
    /// bytes, which no node accepts.
    @Test
    void largeEncryptedMessagesArriveWhole(Scenario scenario) {
        sendAll(scenario, SessionKind.MLS, List.of(MIB, 34 * MIB / 10));
    }

    @Test
    void aMessageAboveTheLimitEndsItsSendersConnectionAlone(Scenario scenario) {
        var node = scenario.ourNode();
        var applications =
                scenario.applications("org/ns/alice", "org/ns/bob", "org/ns/carol", "org/ns/dave");
        var alice = applications.getFirst();
        var bob = applications.get(1);
        var carol = applications.get(2);
        var dave = applications.get(3);
        var bobAccepts = bob.accept();
        var daveAccepts = dave.accept();
        alice.route(bob.name());
        carol.route(dave.name());
        var atAlice = alice.open(bob.name(), SessionKind.UNRELIABLE);
        var atBob = bob.await(bobAccepts);
        var atCarol = carol.open(dave.name(), SessionKind.PLAIN);
        var atDave = dave.await(daveAccepts);

        atAlice.publish(5 * MIB);

        var closed =
                Await.value(
                        "the sender's connection ends",
                        () -> node.events(NodeEvent.Disconnected.class).findFirst());
        assertThat(closed.connection().reason()).isEqualTo(CloseReason.PROTOCOL_ERROR);
        assertThat(closed.connection().last().firstName().orElseThrow().prefix())
                .isEqualTo(alice.name());
        atCarol.publish("undisturbed");
        assertThat(atDave.receive().text()).isEqualTo("undisturbed");
        // the SDK connects anew by itself, and its session goes on
        alice.awaitReconnected();
        atAlice.publish("smaller");
        assertThat(atBob.receive().text()).isEqualTo("smaller");
        assertThat(node.events(NodeEvent.Disconnected.class)).hasSize(1);
    }

    private static void sendAll(Scenario scenario, SessionKind kind, List<Integer> sizes) {
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        var accepted = bob.accept();
        alice.route(bob.name());
        var atAlice = alice.open(bob.name(), kind);
        var atBob = bob.await(accepted);

        for (int size : sizes) {
            var sent = atAlice.publish(size);

            assertThat(atBob.receive().payload()).isEqualTo(sent);
        }
    }
}
