package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;

/// What upstream's SDK does when its connection ends: it comes back by itself, unless it is told to stay away.
@InteropTest
final class ReconnectTest {
    @Test
    void aDisconnectedClientComesBackAndItsSessionGoesOn(Scenario scenario) {
        var node = scenario.ourNode();
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        var accepted = bob.accept();
        alice.route(bob.name());
        var atAlice = alice.open(bob.name(), SessionKind.MLS);
        var atBob = bob.await(accepted);
        var before = node.connectionOf(bob.name()).orElseThrow();

        assertThat(node.slim().disconnect(before.id(), DisconnectMode.LET_RECONNECT)).isTrue();

        var after =
                Await.value(
                        "bob is back under his name",
                        () ->
                                node.connectionOf(bob.name())
                                        .filter(now -> !now.id().equals(before.id())));
        bob.awaitReconnected();
        assertThat(after.link().orElseThrow().linkId())
                .isEqualTo(before.link().orElseThrow().linkId());
        atAlice.publish("still there?");
        assertThat(atBob.receive().text()).isEqualTo("still there?");
        atBob.publish("yes");
        assertThat(atAlice.receive().text()).isEqualTo("yes");
    }

    @Test
    void aClientThatIsKeptOutStaysAway(Scenario scenario) {
        var node = scenario.ourNode();
        var applications = scenario.applications("org/ns/alice", "org/ns/mallory");
        var alice = node.connectionOf(applications.getFirst().name()).orElseThrow();
        var mallory = node.connectionOf(applications.getLast().name()).orElseThrow();
        var link = mallory.link().orElseThrow().linkId();

        node.slim().disconnect(mallory.id(), DisconnectMode.KEEP_OUT);
        Await.until(
                "mallory is gone",
                () -> node.events(NodeEvent.Disconnected.class).findFirst().isPresent());
        node.slim().disconnect(alice.id(), DisconnectMode.LET_RECONNECT);

        // alice left later and needs no longer to come back than mallory would
        Await.until("alice is back", () -> node.events(NodeEvent.Connected.class).count() == 3);
        assertThat(node.connectionOf(applications.getLast().name())).isEmpty();
        assertThat(node.events(NodeEvent.Refused.class)).isEmpty();
        assertThat(node.slim().keptOut()).extracting(KeptOut::linkId).containsExactly(link);
        assertThat(node.slim().recentlyClosed().getLast().reason()).isEqualTo(CloseReason.KEPT_OUT);
    }

    @Test
    void anApplicationThatLeavesTakesItsRouteAlong(Scenario scenario) {
        var node = scenario.ourNode();
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        assertThat(node.slim().routes().routes()).hasSize(2);

        alice.unsubscribe();
        assertThat(node.connectionOf(alice.name())).isEmpty();
        assertThat(node.slim().connections()).hasSize(2);

        bob.disconnect();
        Await.until("bob's route is gone", () -> node.slim().routes().routes().isEmpty());
        Await.until("bob is gone", () -> node.slim().connections().size() == 1);
    }

    @Test
    void clientsGoOnAfterARestartOfTheNode(Scenario scenario) {
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        var accepted = bob.accept();
        alice.route(bob.name());
        var atAlice = alice.open(bob.name(), SessionKind.MLS);
        var atBob = bob.await(accepted);

        scenario.node().stop();
        scenario.node().start();

        alice.awaitReconnected();
        bob.awaitReconnected();
        atAlice.publish("after the restart");
        assertThat(atBob.receive().text()).isEqualTo("after the restart");
        atBob.publish("here too");
        assertThat(atAlice.receive().text()).isEqualTo("here too");
    }
}
