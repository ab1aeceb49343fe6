package io.slimconsole.session;

import static io.slimconsole.session.Company.CHANNEL;
import static io.slimconsole.session.Company.QUICK;
import static io.slimconsole.session.Company.get;
import static io.slimconsole.session.Company.invite;
import static io.slimconsole.session.Company.published;
import static io.slimconsole.session.Company.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.Company.Somebody;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

/// Sessions between applications of ours, both roles, around a real node.
final class ParticipantSessionTest {
    private final Company company = new Company();
    private final Somebody mona = company.join("mona");

    @AfterEach
    void leaveNobody() {
        company.close();
    }

    private ModeratedSession group(boolean encrypted) {
        return mona.application()
                .createGroup(CHANNEL, QUICK.withEncrypted(encrypted), mona.events()::add);
    }

    private static List<Name> names(Session session) {
        return session.roster().members().stream().map(Participant::name).toList();
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void theyTalkUntilOneLeavesOneIsRemovedAndTheGroupIsClosed(boolean encrypted) {
        Somebody anna = company.join("anna").welcoming();
        Somebody berta = company.join("berta").welcoming();
        Somebody carla = company.join("carla").welcoming();
        ModeratedSession group = group(encrypted);
        for (Somebody each : List.of(anna, berta, carla)) {
            assertThat(invite(group, each)).isEqualTo(new Outcome.Invited(each.name(), Set.of()));
        }
        assertThat(anna.session().moderator()).isEqualTo(mona.name());
        assertThat(names(anna.session())).containsExactlyElementsOf(names(group));
        assertThat(anna.session().keysView().isPresent()).isEqualTo(encrypted);

        assertThat(published(group, "from mona").acknowledged()).hasSize(3);
        assertThat(published(anna.session(), "from anna").acknowledged()).hasSize(3);
        berta.awaitRead("from mona", "from anna");
        mona.awaitRead("from anna");
        assertThat(get(berta.session().publishTo(anna.name(), text("psst"))))
                .isInstanceOf(PublishOutcome.Answered.class);
        anna.awaitRead("from mona", "psst");

        assertThat(get(carla.session().end())).isEqualTo(new Outcome.Left(true));
        carla.await(new SessionEvent.Out(Reason.LEFT));
        Await.until("carla is out", () -> !names(group).contains(carla.name()));
        assertThat(get(group.remove(berta.service())))
                .isEqualTo(new Outcome.Removed(berta.name(), true, Set.of()));
        berta.await(new SessionEvent.Out(Reason.REMOVED));
        assertThat(published(anna.session(), "we two").acknowledged()).containsExactly(mona.name());
        assertThat(carla.read()).containsExactly("from mona", "from anna");
        assertThat(berta.read()).containsExactly("from mona", "from anna");
        assertThat(berta.application().participations()).isEmpty();

        assertThat(get(group.end())).isEqualTo(new Outcome.Closed(Set.of()));
        anna.await(new SessionEvent.Out(Reason.CLOSED));
        anna.await(new SessionEvent.Ended());
        for (Somebody each : List.of(mona, anna, berta, carla)) {
            assertThat(each.events()).noneMatch(SessionEvent.Refused.class::isInstance);
        }
    }

    @ParameterizedTest(name = "MLS {0}")
    @ValueSource(booleans = {true, false})
    void twoTalkWithNobodyElse(boolean encrypted) {
        Somebody anna = company.join("anna").welcoming();
        Application.Opening opening =
                mona.application()
                        .openPointToPoint(
                                anna.service(), QUICK.withEncrypted(encrypted), mona.events()::add);
        assertThat(get(opening.outcome())).isEqualTo(new Outcome.Invited(anna.name(), Set.of()));

        assertThat(published(opening.session(), "hello").isComplete()).isTrue();
        assertThat(published(anna.session(), "hello yourself").isComplete()).isTrue();
        anna.awaitRead("hello");
        mona.awaitRead("hello yourself");
        assertThat(get(anna.session().end())).isEqualTo(new Outcome.Left(true));

        mona.await(new SessionEvent.Ended());
        assertThat(mona.application().sessions()).isEmpty();
    }

    @Test
    void aSessionWithNobodyThereEnds() {
        Application.Opening opening =
                mona.application()
                        .openPointToPoint(Name.parse("org/ns/nobody"), QUICK, mona.events()::add);

        assertThat(get(opening.outcome())).isInstanceOf(Outcome.NobodyThere.class);
        mona.await(new SessionEvent.Ended());
    }

    @Test
    void whoHasNotSaidThatOthersAreWelcomeIsNotFound() {
        Somebody anna = company.join("anna");

        assertThat(invite(group(true), anna)).isInstanceOf(Outcome.NobodyThere.class);
    }

    @Test
    void whoThinksItOverIsAskedOnceAndMayComeLater() {
        Somebody anna = company.join("anna").thoughtful();
        var outcome = group(true).invite(anna.service());
        Await.until("anna is asked", () -> !anna.invitations().isEmpty());
        Invitation invitation = anna.invitations().getFirst();
        // the request is repeated by now
        Await.until("some time has passed", () -> mona.events().size() >= 2);

        assertThat(invitation.accept(anna.events()::add)).isPresent();

        assertThat(get(outcome)).isEqualTo(new Outcome.Invited(anna.name(), Set.of()));
        assertThat(anna.invitations()).hasSize(1);
        assertThat(invitation.accept(anna.events()::add)).isEmpty();
    }

    @Test
    void whoRefusesIsNotInAndTheModeratorGoesOn() {
        Somebody anna = company.join("anna").thoughtful();
        Somebody berta = company.join("berta").welcoming();
        ModeratedSession group = group(true);

        assertThat(invite(group, anna)).isInstanceOf(Outcome.NoReplyToJoin.class);

        assertThat(invite(group, berta)).isInstanceOf(Outcome.Invited.class);
        Await.until(
                "it is too late", () -> anna.invitations().getFirst().accept(_ -> {}).isEmpty());
    }

    @Test
    void whoIsThereUnderAnotherNameAsWellIsFoundByIt() {
        Somebody anna = company.join("anna").welcoming();
        Name second = Name.parse("org/ns/annas-other-name");
        anna.application().subscribe(second);
        ModeratedSession group = group(true);

        assertThat(get(group.invite(second)))
                .isEqualTo(new Outcome.Invited(second.withId(anna.name().id()), Set.of()));
        assertThat(published(anna.session(), "it is me").isComplete()).isTrue();

        anna.application().unsubscribe(second);
        assertThat(get(group(true).invite(second))).isInstanceOf(Outcome.NobodyThere.class);
    }

    @Test
    void whoHasAnotherSecretGetsNoAnswer() {
        var other =
                new io.slimconsole.session.identity.SharedSecret(
                        "another secret, which nobody shares: 0123456789",
                        java.time.InstantSource.system());
        Somebody mallory =
                company.join(
                        "mallory",
                        Company.identity("mallory", other),
                        other,
                        io.slimconsole.session.store.SessionStorage.NONE);
        Somebody anna = company.join("anna").welcoming();
        ModeratedSession group =
                mallory.application().createGroup(CHANNEL, QUICK, mallory.events()::add);

        assertThat(invite(group, anna)).isInstanceOf(Outcome.NobodyThere.class);
        assertThat(anna.invitations()).isEmpty();
        assertThat(invite(group(true), anna)).isInstanceOf(Outcome.Invited.class);
    }

    @Test
    void whoMissesACommitIsAddedAnew() {
        Somebody anna = company.join("anna").welcoming();
        Somebody berta = company.join("berta").welcoming();
        ModeratedSession group = group(true);
        invite(group, anna);
        invite(group, berta);
        published(group, "before");

        company.lose(
                message ->
                        message.body() instanceof Body.GroupUpdate
                                && message.body().toString().contains("REMOVE"));
        assertThat(get(group.remove(berta.service())))
                .isEqualTo(new Outcome.Removed(berta.name(), true, Set.of(anna.name())));
        company.lose(_ -> false);

        // its heartbeat comes within ten seconds; then anna knows
        Await.until("anna is added anew", () -> anna.count(SessionEvent.Rejoined.class) == 1);
        Await.until("she is online", () -> group.roster().find(anna.name()).orElseThrow().online());
        assertThat(published(group, "after").isComplete()).isTrue();
        anna.awaitRead("before", "after");
        assertThat(published(anna.session(), "I am back").isComplete()).isTrue();
        assertThat(names(anna.session())).containsExactly(mona.name(), anna.name());
    }

    @Test
    void whoGoesOfflineHearsNothingUntilItIsBack() {
        Somebody anna = company.join("anna").welcoming();
        ModeratedSession group = group(true);
        invite(group, anna);
        ParticipantSession session = anna.session();

        assertThat(get(session.goOffline())).isEqualTo(new Outcome.Offline(Set.of()));
        mona.await(new SessionEvent.Presence(new Participant(anna.name(), true, true, false)));
        assertThat(get(session.publish(text("is anybody there?"))))
                .isEqualTo(new PublishOutcome.Refused(PublishOutcome.Reason.NOT_IN));

        assertThat(get(session.goOnline())).isEqualTo(new Outcome.Online(Set.of()));
        assertThat(published(group, "welcome back").isComplete()).isTrue();
        assertThat(published(session, "thank you").isComplete()).isTrue();
    }
}
