package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.tests.interop.Application.SessionKind;

import org.junit.jupiter.api.Test;

/// Upstream's node, configured to link to ours.
@InteropTest
final class UplinkTest {
    @Test
    void anApplicationInsideAnUpstreamNodeIsReachedThroughItsLink(Scenario scenario) {
        var alice = scenario.application("org/ns/alice");
        var inside = scenario.upstreamNode().inside("org/ns/inside");
        var accepted = inside.accept();
        alice.route(inside.name());

        var atAlice = alice.open(inside.name(), SessionKind.MLS);
        var atInside = inside.await(accepted);

        atAlice.publish("down");
        assertThat(atInside.receive().text()).isEqualTo("down");
        atInside.publish("up");
        assertThat(atAlice.receive().text()).isEqualTo("up");
    }
}
