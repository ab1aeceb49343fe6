package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.CHANNEL;
import static io.slimconsole.tests.interop.OurModerator.IMPATIENT;
import static io.slimconsole.tests.interop.OurModerator.PATIENT;
import static io.slimconsole.tests.interop.OurModerator.get;
import static io.slimconsole.tests.interop.OurModerator.published;
import static io.slimconsole.tests.interop.OurModerator.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.interop.Application.Received;
import io.slimconsole.tests.interop.Application.Session;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// We moderate; all participants are upstream's.
@InteropTest
final class OurModeratorTest {
    private static final Duration NOTHING_MORE = Duration.ofSeconds(1);

    private final OurModerator ours = new OurModerator();

    static Stream<Arguments> waysAndModes() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Stream.of(Arguments.of(way, true), Arguments.of(way, false)));
    }

    private static List<String> receive(Session session, int count) {
        return Stream.generate(session::receive).limit(count).map(Received::text).toList();
    }

    @ParameterizedTest(name = "{0}, MLS {1}")
    @MethodSource("waysAndModes")
    void theyTalkUntilOneIsRemovedAndTheChannelIsClosed(
            Way way, boolean encrypted, Scenario scenario) {
        var console = ours.join(scenario, way.network(scenario), SessionStorage.NONE);
        var peers = scenario.applications("org/ns/one", "org/ns/two", "org/ns/three");
        ModeratedSession group =
                console.createGroup(CHANNEL, PATIENT.withEncrypted(encrypted), ours::hear);

        List<Session> sessions = ours.gather(group, peers);
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
        ours.awaitRead(List.of("from 0", "from 1", "from 2"));
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
        ours.awaitRead(List.of("from 0", "from 1", "from 2", "without three"));

        assertThat(get(group.end())).isInstanceOf(Outcome.Closed.class);
        assertThat(sessions.getFirst().receiveWithin(NOTHING_MORE)).isEmpty();
        assertThat(ours.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aNameThatNobodyHasAndAMemberThatIsThereAreSaidToBeSo(Way way, Scenario scenario) {
        var console = ours.join(scenario, way.network(scenario), SessionStorage.NONE);
        var peers = scenario.applications("org/ns/one");
        ModeratedSession group = console.createGroup(CHANNEL, PATIENT, ours::hear);
        ModeratedSession another =
                console.createGroup(Name.parse("org/ns/another"), IMPATIENT, ours::hear);

        assertThat(get(another.invite(Name.parse("org/ns/nobody"))))
                .isInstanceOf(Outcome.NobodyThere.class);
        ours.gather(group, peers);
        assertThat(get(group.invite(Name.parse("org/ns/one"))))
                .isInstanceOf(Outcome.AlreadyMember.class);
        assertThat(get(group.remove(Name.parse("org/ns/two"))))
                .isInstanceOf(Outcome.NotAMember.class);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void whoHasAnotherSecretIsNotFound(Way way, Scenario scenario) {
        var console = ours.join(scenario, way.network(scenario), SessionStorage.NONE);
        var stranger = scenario.process("org/ns/stranger");
        stranger.start("another secret, which nobody shares: 0123456789");
        stranger.connect(scenario.url());
        stranger.subscribe(stranger.name());
        ModeratedSession group = console.createGroup(CHANNEL, IMPATIENT, ours::hear);

        assertThat(get(group.invite(Name.parse("org/ns/stranger"))))
                .isInstanceOf(Outcome.NobodyThere.class);
    }

    @ParameterizedTest(name = "{0}, MLS {1}")
    @MethodSource("waysAndModes")
    void aModeratorThatWasRestartedGoesOnWithItsChannel(
            Way way, boolean encrypted, Scenario scenario) {
        SessionStorage storage = Stored.inMemory();
        var first = ours.join(scenario, way.network(scenario), storage);
        var peers = scenario.applications("org/ns/one", "org/ns/two");
        List<Session> sessions =
                ours.gather(
                        first.createGroup(CHANNEL, PATIENT.withEncrypted(encrypted), ours::hear),
                        peers);
        first.close();

        var second = ours.join(scenario, way.network(scenario), storage);
        assertThat(second.resume(_ -> ours::hear)).isEmpty();
        ModeratedSession group = second.sessions().getFirst();

        assertThat(group.roster().members())
                .extracting(Participant::name)
                .extracting(Name::prefix)
                .containsExactly("org/ns/console", "org/ns/one", "org/ns/two");
        sessions.addAll(ours.gather(group, scenario.applications("org/ns/three")));
        sessions.getLast().publish("from three");
        assertThat(sessions.getFirst().receive().text()).isEqualTo("from three");
        assertThat(published(group.publish(text("we are back"))).acknowledged()).hasSize(3);
        assertThat(sessions.getFirst().receive().text()).isEqualTo("we are back");
        ours.awaitRead(List.of("from three"));
        assertThat(get(group.remove(Name.parse("org/ns/two"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class, done -> assertThat(done.answered()).isTrue());
        assertThat(get(group.end())).isInstanceOf(Outcome.Closed.class);
        assertThat(storage.store().load()).isEmpty();
    }
}
