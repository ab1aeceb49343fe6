package io.slimconsole.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.mls.crypto.CipherSuite;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.identity.Identity;
import io.slimconsole.session.identity.SharedSecret;
import io.slimconsole.session.identity.SharedSecretIdentity;
import io.slimconsole.session.identity.SigningKey;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.network.LocalNetwork;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.Session;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final Name CONSOLE = Name.parse("org/ns/console");
    private static final Duration NOTHING_MORE = Duration.ofSeconds(1);

    /// Gives up after 2 s.
    private static final SessionOptions IMPATIENT =
            SessionOptions.DEFAULT.withTimers(Duration.ofMillis(500), 3);

    private final SharedSecret secret = new SharedSecret(Scenario.SECRET, InstantSource.system());
    private final Identity identity =
            SharedSecretIdentity.create(
                    "org/ns/console",
                    secret,
                    SigningKey.generate(CipherSuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256));
    private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

    private io.slimconsole.session.Application console(Scenario scenario, SessionStorage storage) {
        var ours =
                io.slimconsole.session.Application.join(
                        new LocalNetwork(scenario.ourNode().slim(), "console"),
                        CONSOLE,
                        identity,
                        secret,
                        InstantSource.system(),
                        storage);
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

    /// Invites them one after the other.
    private List<Session> gather(ModeratedSession group, List<Application> peers) {
        var sessions = new ArrayList<Session>();
        for (Application peer : peers) {
            var accepted = peer.accept();
            assertThat(get(group.invite(Name.parse(peer.name()))))
                    .as("after %s", events)
                    .isInstanceOf(Outcome.Invited.class);
            sessions.add(peer.await(accepted));
        }
        return sessions;
    }

    private static Payload text(String content) {
        return new Payload("text/plain", ByteString.copyFromUtf8(content), Map.of());
    }

    private static PublishOutcome.Answered published(CompletableFuture<PublishOutcome> outcome) {
        try {
            return (PublishOutcome.Answered) outcome.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /// What we have read so far.
    private List<String> read() {
        return events.stream()
                .filter(SessionEvent.Message.class::isInstance)
                .map(event -> ((SessionEvent.Message) event).payload().blob().toStringUtf8())
                .toList();
    }

    private static List<String> receive(Session session, int count) {
        return Stream.generate(session::receive).limit(count).map(Received::text).toList();
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyTalkUntilOneIsRemovedAndTheChannelIsClosed(boolean encrypted, Scenario scenario) {
        var console = console(scenario, SessionStorage.NONE);
        var peers = scenario.applications("org/ns/one", "org/ns/two", "org/ns/three");
        ModeratedSession group =
                console.createGroup(CHANNEL, IMPATIENT.withEncrypted(encrypted), events::add);

        List<Session> sessions = gather(group, peers);
        assertThat(group.roster().size()).isEqualTo(4);
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).publish("from " + i);
        }
        assertThat(published(group.publish(text("from us"))).acknowledged()).hasSize(3);
        for (int i = 0; i < sessions.size(); i++) {
            var others = new ArrayList<>(List.of("from 0", "from 1", "from 2", "from us"));
            others.remove(i);
            assertThat(receive(sessions.get(i), 3)).containsExactlyInAnyOrderElementsOf(others);
        }
        assertThat(read()).containsExactly("from 0", "from 1", "from 2");
        Name two = group.roster().members().get(2).name();
        assertThat(published(group.publishTo(two, text("for two alone"))).acknowledged())
                .containsExactly(two);
        assertThat(sessions.get(1).receive().text()).isEqualTo("for two alone");

        Session removed = sessions.removeLast();
        assertThat(get(group.remove(Name.parse("org/ns/three"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        sessions.getFirst().publish("without three");
        assertThat(sessions.get(1).receive().text()).isEqualTo("without three");
        assertThat(removed.receiveWithin(NOTHING_MORE)).isEmpty();
        assertThat(published(group.publish(text("after that"))).isComplete()).isTrue();
        for (Session session : sessions) {
            assertThat(session.receive().text()).isEqualTo("after that");
        }
        assertThat(read()).endsWith("without three");

        assertThat(get(group.close())).isInstanceOf(Outcome.Closed.class);
        assertThat(sessions.getFirst().receiveWithin(NOTHING_MORE)).isEmpty();
        assertThat(events).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @Test
    void aNameThatNobodyHasAndAMemberThatIsThereAreSaidToBeSo(Scenario scenario) {
        var console = console(scenario, SessionStorage.NONE);
        var peers = scenario.applications("org/ns/one");
        ModeratedSession group = console.createGroup(CHANNEL, IMPATIENT, events::add);

        assertThat(get(group.invite(Name.parse("org/ns/nobody"))))
                .isInstanceOf(Outcome.NobodyThere.class);
        gather(group, peers);
        assertThat(get(group.invite(Name.parse("org/ns/one"))))
                .isInstanceOf(Outcome.AlreadyMember.class);
        assertThat(get(group.remove(Name.parse("org/ns/two"))))
                .isInstanceOf(Outcome.NotAMember.class);
    }

    @Test
    void whoHasAnotherSecretIsNotFound(Scenario scenario) {
        var console = console(scenario, SessionStorage.NONE);
        var stranger = scenario.process("org/ns/stranger");
        stranger.start("another secret, which nobody shares: 0123456789");
        stranger.connect(scenario.url());
        stranger.subscribe(stranger.name());
        ModeratedSession group = console.createGroup(CHANNEL, IMPATIENT, events::add);

        assertThat(get(group.invite(Name.parse("org/ns/stranger"))))
                .isInstanceOf(Outcome.NobodyThere.class);
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void aModeratorThatWasRestartedGoesOnWithItsChannel(boolean encrypted, Scenario scenario) {
        var stored = new InMemorySessions();
        var first = console(scenario, stored.storage());
        var peers = scenario.applications("org/ns/one", "org/ns/two");
        List<Session> sessions =
                gather(
                        first.createGroup(CHANNEL, IMPATIENT.withEncrypted(encrypted), events::add),
                        peers);
        first.close();

        var second = console(scenario, stored.storage());
        assertThat(second.resume(_ -> events::add)).isEmpty();
        ModeratedSession group = second.sessions().getFirst();

        assertThat(group.roster().members())
                .extracting(Participant::name)
                .extracting(Name::prefix)
                .containsExactly("org/ns/console", "org/ns/one", "org/ns/two");
        sessions.addAll(gather(group, scenario.applications("org/ns/three")));
        sessions.getLast().publish("from three");
        assertThat(sessions.getFirst().receive().text()).isEqualTo("from three");
        assertThat(published(group.publish(text("we are back"))).acknowledged()).hasSize(3);
        assertThat(sessions.getFirst().receive().text()).isEqualTo("we are back");
        assertThat(read()).containsExactly("from three");
        assertThat(get(group.remove(Name.parse("org/ns/two"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        assertThat(get(group.close())).isInstanceOf(Outcome.Closed.class);
        assertThat(stored.load()).isEmpty();
    }
}
