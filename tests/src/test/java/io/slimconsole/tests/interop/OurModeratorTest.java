package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.Session;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// We moderate; all participants are upstream's.
@InteropTest
final class OurModeratorTest {
    private static final Name CHANNEL = Name.parse("org/ns/channel");
    private static final Duration NOTHING_MORE = Duration.ofSeconds(1);

    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    private static io.slimconsole.session.Application moderator(Scenario scenario) {
        var secret = new SharedSecret(Scenario.SECRET, InstantSource.system());
        var key = SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256);
        var ours =
                io.slimconsole.session.Application.join(
                        new LocalNetwork(scenario.ourNode().slim(), "console"),
                        Name.parse("org/ns/console"),
                        SharedSecretIdentity.create("org/ns/console", secret, key),
                        secret,
                        InstantSource.system(),
                        SessionStorage.NONE);
        scenario.atEnd(ours::close);
        return ours;
    }

    private static Outcome get(CompletableFuture<Outcome> outcome) {
        try {
            return outcome.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyTalkUntilOneIsRemovedAndTheChannelIsClosed(boolean encrypted, Scenario scenario) {
        var console = moderator(scenario);
        var peers = scenario.applications("org/ns/one", "org/ns/two", "org/ns/three");
        ModeratedSession group =
                console.createGroup(
                        CHANNEL, SessionOptions.DEFAULT.withEncrypted(encrypted), events::add);

        var sessions = new ArrayList<Session>();
        for (var peer : peers) {
            var accepted = peer.accept();
            assertThat(get(group.invite(Name.parse(peer.name()))))
                    .isInstanceOf(Outcome.Invited.class);
            sessions.add(peer.await(accepted));
        }
        assertThat(group.roster().size()).isEqualTo(4);
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).publish("from " + i);
        }
        for (int i = 0; i < sessions.size(); i++) {
            assertThat(receive(sessions.get(i), sessions.size() - 1)).hasSize(2);
        }

        Session removed = sessions.removeLast();
        assertThat(get(group.remove(Name.parse("org/ns/three"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        sessions.getFirst().publish("without three");
        assertThat(sessions.get(1).receive().text()).isEqualTo("without three");
        assertThat(removed.receiveWithin(NOTHING_MORE)).isEmpty();

        assertThat(get(group.close())).isInstanceOf(Outcome.Closed.class);
        assertThat(sessions.getFirst().receiveWithin(NOTHING_MORE)).isEmpty();
        assertThat(events).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    private static List<String> receive(Session session, int count) {
        return Stream.generate(session::receive).limit(count).map(Received::text).toList();
    }
}
