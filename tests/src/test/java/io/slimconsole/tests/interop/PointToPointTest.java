package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.interop.Application.SessionKind;
import io.slimconsole.tests.peer.PeerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two of upstream's applications, a session between them, our node in the middle.
@InteropTest
final class PointToPointTest {
    private static final int MESSAGES = 25;

    static Stream<SessionKind> kinds() {
        return Stream.of(
                SessionKind.MLS,
                SessionKind.MLS_UNRELIABLE,
                SessionKind.PLAIN,
                SessionKind.UNRELIABLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void messagesArriveInOrderBothWays(SessionKind kind, Scenario scenario) {
        var applications = scenario.applications("org/ns/alice", "org/ns/bob");
        var alice = applications.getFirst();
        var bob = applications.getLast();
        var accepted = bob.accept();
        alice.route(bob.name());
        var atAlice = alice.open(bob.name(), kind);
        var atBob = bob.await(accepted);

        texts("to bob").forEach(atAlice::publish);
        texts("to alice").forEach(atBob::publish);

        assertThat(receive(atBob)).isEqualTo(texts("to bob"));
        assertThat(receive(atAlice)).isEqualTo(texts("to alice"));
    }

    @Test
    void anApplicationWithAnotherSecretIsNotAnswered(Scenario scenario) {
        var bob = scenario.application("org/ns/bob");
        var stranger = scenario.process("org/ns/stranger");
        stranger.start("quite another secret: 0123456789 0123456789");
        stranger.connect(scenario.url());
        stranger.subscribe(stranger.name());
        stranger.route(bob.name());
        var alice = scenario.application("org/ns/alice");
        alice.route(bob.name());

        assertThatThrownBy(() -> stranger.open(bob.name(), SessionKind.IMPATIENT))
                .isInstanceOf(PeerException.class);

        // the same again with the right secret: it was the secret that kept the stranger out
        var accepted = bob.accept();
        var atAlice = alice.open(bob.name(), SessionKind.MLS);
        atAlice.publish("it is me");
        assertThat(bob.await(accepted).receive().text()).isEqualTo("it is me");
    }

    private static List<String> texts(String what) {
        return IntStream.range(0, MESSAGES).mapToObj(i -> what + " " + i).toList();
    }

    private static List<String> receive(Session session) {
        return Stream.generate(session::receive).limit(MESSAGES).map(Received::text).toList();
    }
}
