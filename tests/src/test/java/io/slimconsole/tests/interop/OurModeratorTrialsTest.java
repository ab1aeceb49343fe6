package io.slimconsole.tests.interop;

import static io.slimconsole.tests.interop.OurModerator.CHANNEL;
import static io.slimconsole.tests.interop.OurModerator.FAIR;
import static io.slimconsole.tests.interop.OurModerator.PATIENT;
import static io.slimconsole.tests.interop.OurModerator.get;
import static io.slimconsole.tests.interop.OurModerator.published;
import static io.slimconsole.tests.interop.OurModerator.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.ModeratedSession;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.interop.Application.Session;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// We moderate; participants, all of them upstream's, leave, crash, pause, and come in crowds.
@InteropTest
final class OurModeratorTrialsTest {
    private static final int CROWD = 12;
    private static final int ROUNDS = 8;

    private final OurModerator ours = new OurModerator();

    private ModeratedSession group(SessionOptions options, Scenario scenario) {
        return ours.join(scenario, Way.IN_OUR_NODE.network(scenario), SessionStorage.NONE)
                .createGroup(CHANNEL, options, ours::hear);
    }

    private static List<String> members(ModeratedSession group) {
        return group.roster().members().stream().map(Participant::name).map(Name::prefix).toList();
    }

    private static boolean isOnline(ModeratedSession group, String service) {
        return group.roster().members().stream()
                .filter(member -> member.name().prefix().equals(service))
                .anyMatch(Participant::online);
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void whoLeavesIsOutAndTheOthersGoOn(boolean encrypted, Scenario scenario) {
        ModeratedSession group = group(PATIENT.withEncrypted(encrypted), scenario);
        List<Session> sessions =
                ours.gather(
                        group, scenario.applications("org/ns/one", "org/ns/two", "org/ns/three"));

        sessions.getFirst().close();

        Await.untilAsserted(
                () ->
                        assertThat(ours.events())
                                .filteredOn(SessionEvent.Left.class::isInstance)
                                .hasSize(1)
                                .allMatch(left -> ((SessionEvent.Left) left).itself()));
        assertThat(group.roster().size()).isEqualTo(3);
        sessions.get(1).publish("without one");
        assertThat(sessions.get(2).receive().text()).isEqualTo("without one");
        assertThat(published(group.publish(text("from us"))).acknowledged()).hasSize(2);
        assertThat(ours.events()).noneMatch(SessionEvent.Refused.class::isInstance);
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void whoCrashesIsOfflineAndIsRemovedWithoutAnAnswer(boolean encrypted, Scenario scenario) {
        ModeratedSession group = group(FAIR.withEncrypted(encrypted), scenario);
        List<Application> peers = scenario.applications("org/ns/one", "org/ns/two");
        List<Session> sessions = ours.gather(group, peers);

        peers.getFirst().close();
        PublishOutcome.Answered outcome = published(group.publish(text("is everybody there?")));

        assertThat(outcome.missing()).extracting(Name::prefix).containsExactly("org/ns/one");
        Await.until("one is offline", () -> !isOnline(group, "org/ns/one"));
        assertThat(published(group.publish(text("we two go on"))).isComplete()).isTrue();
        assertThat(get(group.remove(Name.parse("org/ns/one"))))
                .isInstanceOfSatisfying(
                        Outcome.Removed.class,
                        done -> {
                            assertThat(done.answered()).isFalse();
                            assertThat(done.silent()).isEmpty();
                        });
        assertThat(sessions.getLast().receive().text()).isEqualTo("is everybody there?");
        assertThat(sessions.getLast().receive().text()).isEqualTo("we two go on");
        assertThat(members(group)).containsExactly("org/ns/console", "org/ns/two");
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void whoPausesMissesWhoComesAndGoesAndIsToldWhenItIsBack(boolean encrypted, Scenario scenario) {
        ModeratedSession group = group(FAIR.withEncrypted(encrypted), scenario);
        List<Application> peers = scenario.applications("org/ns/one", "org/ns/two", "org/ns/three");
        List<Session> sessions = new ArrayList<>(ours.gather(group, peers.subList(0, 2)));
        Session paused = sessions.getFirst();

        paused.pause();
        Await.until("one is offline", () -> !isOnline(group, "org/ns/one"));
        sessions.addAll(ours.gather(group, peers.subList(2, 3)));
        assertThat(get(group.remove(Name.parse("org/ns/two")))).isInstanceOf(Outcome.Removed.class);
        assertThat(published(group.publish(text("without one"))).isComplete()).isTrue();
        paused.rejoin();

        Await.until("one is online", () -> isOnline(group, "org/ns/one"));
        Await.until(
                "one knows who is in",
                () ->
                        paused.participants()
                                .equals(List.of("org/ns/console", "org/ns/one", "org/ns/three")));
        assertThat(published(group.publish(text("all of us"))).acknowledged()).hasSize(2);
        assertThat(paused.receive().text()).isEqualTo("all of us");
        sessions.getLast().publish("from three");
        assertThat(paused.receive().text()).isEqualTo("from three");
        assertThat(isOnline(group, "org/ns/one")).isTrue();
    }

    @Test
    void manyAreInvitedAtOnceAndAllComeIn(Scenario scenario) {
        ModeratedSession group = group(PATIENT, scenario);
        String[] names =
                IntStream.range(0, CROWD).mapToObj(i -> "org/ns/peer" + i).toArray(String[]::new);
        List<Application> peers = scenario.applications(names);
        List<CompletableFuture<Session>> accepted =
                peers.stream().map(Application::accept).toList();

        List<CompletableFuture<Outcome>> invited =
                peers.stream().map(peer -> group.invite(Name.parse(peer.name()))).toList();

        for (CompletableFuture<Outcome> each : invited) {
            assertThat(get(each)).isInstanceOf(Outcome.Invited.class);
        }
        assertThat(published(group.publish(text("all of you"))).acknowledged()).hasSize(CROWD);
        for (int i = 0; i < CROWD; i++) {
            assertThat(peers.get(i).await(accepted.get(i)).receive().text())
                    .isEqualTo("all of you");
        }
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyComeAndGoForALongTime(boolean encrypted, Scenario scenario) {
        ModeratedSession group = group(PATIENT.withEncrypted(encrypted), scenario);
        List<Application> peers = scenario.applications("org/ns/stays", "org/ns/one", "org/ns/two");
        Session stays = ours.gather(group, peers.subList(0, 1)).getFirst();

        for (int round = 0; round < ROUNDS; round++) {
            String said = "round " + round;
            List<Session> guests = ours.gather(group, peers.subList(1, 3));
            guests.getFirst().publish(said);
            assertThat(stays.receive().text()).isEqualTo(said);
            assertThat(guests.getLast().receive().text()).isEqualTo(said);
            assertThat(published(group.publish(text(said))).acknowledged()).hasSize(3);
            assertThat(stays.receive().text()).isEqualTo(said);
            guests.getFirst().close();
            assertThat(get(group.remove(Name.parse("org/ns/two"))))
                    .isInstanceOf(Outcome.Removed.class);
            Await.until("both are out", () -> group.roster().size() == 2);
        }

        assertThat(ours.events()).noneMatch(SessionEvent.Refused.class::isInstance);
        assertThat(get(group.end())).isInstanceOf(Outcome.Closed.class);
    }
}
