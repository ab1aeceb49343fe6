package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.CHANNEL;
import static io.slimconsole.tests.interop.OurModerator.PATIENT;
import static io.slimconsole.tests.interop.OurModerator.get;
import static io.slimconsole.tests.interop.OurModerator.published;
import static io.slimconsole.tests.interop.OurModerator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.ClientTls;
import io.slimconsole.session.network.GrpcNetwork;
import io.slimconsole.session.network.LinkListener;
import io.slimconsole.session.network.LinkState;
import io.slimconsole.session.network.NetworkException;
import io.slimconsole.session.network.NodeAddress;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// We moderate through a node in another place: what may happen to the way there.
@InteropTest
final class OurModeratorElsewhereTest {
    @TempDir private Path folder;
    private final OurModerator ours = new OurModerator();
    private final List<LinkState> states = new CopyOnWriteArrayList<>();

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "IN_OUR_NODE")
    void aChannelGoesOnAfterARestartOfTheNode(Way way, Scenario scenario) {
        var console =
                ours.join(
                        scenario,
                        way.network(scenario, (_, state) -> states.add(state)),
                        SessionStorage.NONE);
        var peers = scenario.applications("org/ns/one", "org/ns/two");
        ModeratedSession group = console.createGroup(CHANNEL, PATIENT, ours::hear);
        List<Session> sessions = ours.gather(group, peers);

        scenario.node().stop();
        Await.until("lost", () -> states.getLast() instanceof LinkState.Lost);
        scenario.node().start();
        peers.forEach(Application::awaitReconnected);
        Await.until("connected again", () -> states.getLast() instanceof LinkState.Connected);

        assertThat(published(group.publish(text("we are back"))).isComplete()).isTrue();
        for (Session session : sessions) {
            assertThat(session.receive().text()).isEqualTo("we are back");
        }
        sessions.getFirst().publish("so are we");
        assertThat(sessions.getLast().receive().text()).isEqualTo("so are we");
        Await.until("we read it", () -> ours.read().equals(List.of("so are we")));
        sessions.addAll(ours.gather(group, scenario.applications("org/ns/three")));
        assertThat(published(group.publish(text("four of us"))).acknowledged()).hasSize(3);
        assertThat(get(group.end())).isInstanceOf(Outcome.Closed.class);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "IN_OUR_NODE")
    void theyTalkOverTls(Way way, Scenario scenario) {
        var authority = new Certificates(folder, "authority");
        if (way == Way.OVER_GRPC_TO_UPSTREAMS_NODE) {
            scenario.upstreamInTheMiddle(Optional.of(authority.node()));
        } else {
            scenario.ourNode(NodeConfig.loopback(0).withTls(authority.node()));
        }
        String url = "https://localhost:" + scenario.node().port();
        var peers = new ArrayList<Application>();
        for (String name : List.of("org/ns/one", "org/ns/two")) {
            var peer = scenario.process(name);
            peer.start(Scenario.SECRET);
            peer.connect(url, authority.authority());
            peer.subscribe(name);
            peers.add(peer);
        }
        NodeAddress node = NodeAddress.parse(url);
        var another = ClientTls.DEFAULT.withAuthority(new Certificates(folder, "x").authority());
        assertThatThrownBy(
                        () ->
                                ours.join(
                                        scenario,
                                        new GrpcNetwork(node.withTls(another), LinkListener.NONE),
                                        SessionStorage.NONE))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("is not to be trusted");

        var console =
                ours.join(
                        scenario,
                        new GrpcNetwork(
                                node.withTls(
                                        ClientTls.DEFAULT.withAuthority(authority.authority())),
                                (_, state) -> states.add(state)),
                        SessionStorage.NONE);
        ModeratedSession group = console.createGroup(CHANNEL, PATIENT, ours::hear);
        List<Session> sessions = ours.gather(group, peers);
        sessions.getFirst().publish("over TLS");

        assertThat(sessions.getLast().receive().text()).isEqualTo("over TLS");
        Await.until("we read it", () -> ours.read().equals(List.of("over TLS")));
        assertThat(published(group.publish(text("to all"))).acknowledged()).hasSize(2);
        assertThat(((LinkState.Connected) states.getLast()).facts().tls())
                .hasValueSatisfying(tls -> assertThat(tls).startsWith("TLSv1.3"));
    }
}
