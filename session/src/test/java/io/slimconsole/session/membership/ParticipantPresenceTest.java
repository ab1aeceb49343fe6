package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
import static io.slimconsole.session.membership.Desk.CARLA;
import static io.slimconsole.session.membership.Desk.COMMIT;
import static io.slimconsole.session.membership.Desk.KEY_PACKAGE;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.PATIENCE;
import static io.slimconsole.session.membership.Desk.WELCOME;
import static io.slimconsole.session.membership.Desk.member;
import static io.slimconsole.session.membership.Seat.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.membership.ParticipantInput.Entered;
import io.slimconsole.session.membership.ParticipantInput.Followed;
import io.slimconsole.session.membership.ParticipantInput.GoOffline;
import io.slimconsole.session.membership.ParticipantInput.GoOnline;
import io.slimconsole.session.membership.ParticipantInput.KeyPackaged;
import io.slimconsole.session.membership.ParticipantOutput.Done;
import io.slimconsole.session.membership.ParticipantOutput.Ended;
import io.slimconsole.session.membership.ParticipantOutput.Joined;
import io.slimconsole.session.membership.ParticipantOutput.LeaveChannels;
import io.slimconsole.session.membership.ParticipantOutput.Left;
import io.slimconsole.session.membership.ParticipantOutput.MakeKeyPackage;
import io.slimconsole.session.membership.ParticipantOutput.Presence;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.membership.ParticipantOutput.Rejoined;
import io.slimconsole.session.membership.ParticipantOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who is there, who has missed something, and what a participant does about it (session.md §2.11 to §2.13).
final class ParticipantPresenceTest {
    private static final Duration BEAT = Duration.ofSeconds(10);

    /// How long a missing update may take.
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Seat seat = Seat.group();

    private Send toModerator(int id, Body body) {
        return new Send(seat.plan().command(MODERATOR, id, body));
    }

    private Send toAll(int id, Body body) {
        return new Send(seat.plan().broadcast(id, body));
    }

    private static Body.GroupUpdate added(int commit, Participant who, List<Participant> all) {
        return update(Body.Operation.ADD, commit, who, all);
    }

    private static Body.GroupUpdate update(
            Body.Operation operation, int commit, Participant who, List<Participant> all) {
        return new Body.GroupUpdate(
                operation, who, all, Optional.of(new Body.MlsContent(commit, COMMIT)));
    }

    @Test
    void othersHearFromWhoHasNothingToSay() {
        seat.in(6, BERTA).wait(BEAT);
        assertThat(seat.last()).containsExactly(toAll(1, new Body.Heartbeat(6)));

        seat.on(new ParticipantInput.Spoke()).wait(BEAT);
        assertThat(seat.last()).isEmpty();
    }

    @Test
    void whoIsNotHeardOfForThreeBeatsIsOfflineUntilItIs() {
        seat.in(1);
        seat.wait(BEAT.multipliedBy(3));
        assertThat(seat.last()).contains(new Presence(member(MODERATOR).withOnline(false)));

        seat.hear(MODERATOR, 500, new Body.Heartbeat(0));
        assertThat(seat.last()).isEmpty();
        seat.hear(MODERATOR, 501, new Body.Heartbeat(1));
        assertThat(seat.last()).containsExactly(new Presence(member(MODERATOR)));
    }

    @Test
    void aLaterEpochWaitsForTheUpdateThatIsOnItsWay() {
        seat.in(1, BERTA).hear(BERTA, 50, new Body.Heartbeat(2));
        seat.hear(added(2, member(CARLA), roster(BERTA, CARLA))).on(new Followed(2));

        assertThat(seat.wait(WAIT)).isEmpty();
    }

    @Test
    void aLaterEpochOfWhichNoUpdateComesIsMissing() {
        seat.in(1, BERTA).hear(CARLA, 50, new Body.Heartbeat(7));
        assertThat(seat.wait(WAIT)).isEmpty();

        seat.hear(BERTA, 51, new Body.Heartbeat(2));

        assertThat(seat.wait(WAIT)).containsExactly(new MakeKeyPackage());
    }

    @Test
    void eachWishToBeAddedAnewIsANewOneAndTheyEnd() {
        seat.in(1).hear(MODERATOR, 50, new Body.Heartbeat(2)).wait(WAIT);

        seat.wait(PATIENCE);

        assertThat(seat.last())
                .containsExactly(new MakeKeyPackage(), new MakeKeyPackage(), new MakeKeyPackage());
        assertThat(seat.state().place()).isEqualTo(new Place.Present());
    }

    @Test
    void whomAModeratorThatIsThereDoesNotTakeBackIsOut() {
        seat.in(1, BERTA).hear(BERTA, 50, new Body.Heartbeat(2));

        for (int round = 0; round < ParticipantMachine.ROUNDS; round++) {
            assertThat(seat.state().over()).isFalse();
            while (!(seat.state().place() instanceof Place.Rejoining)) {
                seat.wait(Duration.ofSeconds(1));
            }
            seat.hear(MODERATOR, 60, new Body.Heartbeat(2)).wait(PATIENCE);
        }

        assertThat(seat.last()).endsWith(new LeaveChannels(), new Ended(Reason.LOST));
    }

    /// Asks to be added anew, and is: into the epoch of the same number.
    private void addedAnew(int commit) {
        seat.on(new KeyPackaged(KEY_PACKAGE));
        seat.hear(
                MODERATOR,
                seat.sent().getFirst().id(),
                new Body.RejoinReply(new Body.MlsContent(commit, WELCOME)));
        seat.on(new Entered(commit));
    }

    @Test
    void whoCriesWolfIsHeardLessEachTime() {
        seat.in(1, BERTA).hear(BERTA, 50, new Body.Heartbeat(1_000));
        assertThat(seat.wait(WAIT)).containsExactly(new MakeKeyPackage());
        addedAnew(2);

        seat.hear(BERTA, 51, new Body.Heartbeat(1_000)).wait(BEAT.multipliedBy(2).minusMillis(1));
        assertThat(seat.last()).doesNotContain(new MakeKeyPackage());
        assertThat(seat.wait(Duration.ofMillis(1))).contains(new MakeKeyPackage());
        addedAnew(3);

        seat.hear(BERTA, 52, new Body.Heartbeat(-1)).wait(BEAT.multipliedBy(4).minusMillis(1));
        assertThat(seat.last()).doesNotContain(new MakeKeyPackage());
        assertThat(seat.wait(Duration.ofMillis(1))).contains(new MakeKeyPackage());
    }

    @Test
    void theModeratorIsBelievedAtOnceAlsoAfterAFalseAlarm() {
        seat.in(1, BERTA).hear(BERTA, 50, new Body.Heartbeat(1_000)).wait(WAIT);
        addedAnew(2);

        seat.hear(BERTA, 51, new Body.Heartbeat(1_000));
        seat.hear(MODERATOR, 52, new Body.Heartbeat(3));

        assertThat(seat.wait(WAIT)).containsExactly(new MakeKeyPackage());
    }

    @Test
    void anEpochThatTheModeratorDoesNotKnowOfIsNone() {
        seat.in(1, BERTA).hear(BERTA, 50, new Body.Heartbeat(1_000));
        seat.hear(MODERATOR, 51, new Body.Heartbeat(1));

        assertThat(seat.wait(WAIT)).isEmpty();
    }

    @Test
    void withoutMlsWhoComesBackIsToldWhoIsIn() {
        Seat plain = Seat.plainGroup().in(0, BERTA);

        plain.hear(
                new Body.GroupUpdate(
                        Body.Operation.REJOIN, member(ANNA), roster(CARLA), Optional.empty()));

        assertThat(plain.last())
                .containsExactly(
                        new Left(member(BERTA)),
                        new Joined(member(CARLA)),
                        new Send(
                                plain.plan()
                                        .command(MODERATOR, plain.request(), new Body.GroupAck())));
        assertThat(plain.wait(WAIT)).isEmpty();
    }

    @Test
    void whoGoesOfflineIsAcknowledgedByAll() {
        seat.in(5, BERTA).on(new GoOffline(1));
        assertThat(seat.last())
                .containsExactly(toAll(1, new Body.ParticipantState(ANNA, false, 5)));
        seat.hear(BERTA, 1, new Body.GroupAck());
        assertThat(seat.last()).isEmpty();
        seat.hear(MODERATOR, 1, new Body.GroupAck());

        assertThat(seat.last()).containsExactly(new Done(1, new Outcome.Offline(Set.of())));
        assertThat(seat.wait(BEAT.multipliedBy(4))).isEmpty();
        seat.hear(added(6, member(CARLA), roster(BERTA, CARLA)));
        assertThat(seat.last()).isEmpty();
    }

    @Test
    void whoGoesOfflineIsSoAlsoIfSomebodyIsSilent() {
        seat.in(5, BERTA).on(new GoOffline(1)).hear(MODERATOR, 1, new Body.GroupAck());
        seat.wait(PATIENCE);

        assertThat(seat.outcomes()).containsExactly(new Outcome.Offline(Set.of(BERTA)));
    }

    private void offline() {
        seat.in(5, BERTA).on(new GoOffline(1));
        seat.hear(BERTA, 1, new Body.GroupAck()).hear(MODERATOR, 1, new Body.GroupAck());
    }

    @Test
    void whoComesOnlineCountsThoseWhoAnswer() {
        offline();
        seat.on(new GoOnline(2));
        assertThat(seat.last())
                .containsExactly(
                        new Presence(member(MODERATOR).withOnline(false)),
                        new Presence(member(BERTA).withOnline(false)),
                        toAll(2, new Body.ParticipantState(ANNA, true, 5)));

        seat.hear(MODERATOR, 2, new Body.GroupAck());
        assertThat(seat.last()).containsExactly(new Presence(member(MODERATOR)));
        seat.wait(PATIENCE);

        assertThat(seat.outcomes()).containsExactly(new Outcome.Online(Set.of(BERTA)));
        assertThat(seat.state().roster().find(BERTA)).contains(member(BERTA).withOnline(false));
    }

    @Test
    void whoComesOnlineInAnotherEpochIsAddedAnew() {
        offline();
        seat.on(new GoOnline(2)).hear(BERTA, 2, new Body.GroupNack());
        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
        seat.on(new KeyPackaged(KEY_PACKAGE));

        seat.hear(MODERATOR, 3, new Body.RejoinReply(new Body.MlsContent(8, WELCOME)));
        seat.on(new Entered(8));
        assertThat(seat.last())
                .containsExactly(toModerator(3, new Body.GroupAck()), new Rejoined());

        seat.hear(update(Body.Operation.REJOIN, 8, member(ANNA), roster(CARLA)));
        assertThat(seat.last())
                .containsExactly(
                        new Left(member(BERTA).withOnline(false)),
                        new Joined(member(CARLA)),
                        new Done(2, new Outcome.Online(Set.of())),
                        toModerator(seat.request(), new Body.GroupAck()));
    }

    @Test
    void whoIsAddedAnewAndNotToldWhoIsInIsOnlineAllTheSame() {
        offline();
        seat.on(new GoOnline(2)).hear(BERTA, 2, new Body.GroupNack());
        addedAnew(8);
        assertThat(seat.wait(WAIT.minusMillis(1))).isEmpty();

        seat.wait(Duration.ofMillis(1));

        assertThat(seat.last()).containsExactly(new Done(2, new Outcome.Online(Set.of())));
        assertThat(seat.state().place()).isEqualTo(new Place.Present());
    }

    @Test
    void whoLeavesBeforeItIsToldWhoIsInLeaves() {
        offline();
        seat.on(new GoOnline(2)).hear(BERTA, 2, new Body.GroupNack());
        addedAnew(8);

        seat.on(new GoOffline(3));
        assertThat(seat.outcomes())
                .containsExactly(new Outcome.NotPossible("we are coming online"));
        seat.on(new GoOnline(4));
        assertThat(seat.outcomes())
                .containsExactly(new Outcome.NotPossible("we are coming online already"));

        seat.on(new ParticipantInput.Leave(5));
        assertThat(seat.outcomes()).containsExactly(new Outcome.SessionOver());
        seat.hear(MODERATOR, seat.sent().getFirst().id(), new Body.LeaveReply());
        assertThat(seat.last()).contains(new Done(5, new Outcome.Left(true)));
    }

    @Test
    void whoComesOnlineAndIsNotTakenBackIsTold() {
        offline();
        seat.on(new GoOnline(2)).hear(BERTA, 2, new Body.GroupNack());

        seat.wait(PATIENCE);

        assertThat(seat.outcomes()).containsExactly(new Outcome.NoReplyToRejoin(PATIENCE));
    }

    @Test
    void afterARestartTheOthersAreAskedWhetherWeAreInTheSameEpoch() {
        seat.in(5, BERTA).on(new ParticipantInput.Resumed());
        assertThat(seat.last()).containsExactly(toAll(1, new Body.ParticipantState(ANNA, true, 5)));
        assertThat(seat.state().roster().members()).containsExactlyElementsOf(roster(BERTA));
        seat.hear(MODERATOR, 1, new Body.GroupAck());

        seat.hear(BERTA, 1, new Body.GroupNack());

        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
    }

    @Test
    void whoDoesNotAnswerAfterARestartIsOffline() {
        seat.in(5, BERTA).on(new ParticipantInput.Resumed());
        seat.hear(MODERATOR, 1, new Body.GroupAck());

        seat.wait(PATIENCE);

        assertThat(seat.last()).contains(new Presence(member(BERTA).withOnline(false)));
        assertThat(seat.state().place()).isEqualTo(new Place.Present());
    }

    @Test
    void whatOthersSayOfThemselvesIsAcknowledgedIfTheyKnowTheEpoch() {
        seat.in(5, BERTA).hear(BERTA, 50, new Body.ParticipantState(BERTA, false, 5));
        assertThat(seat.last())
                .containsExactly(
                        new Presence(member(BERTA).withOnline(false)),
                        new Send(seat.plan().command(BERTA, 50, new Body.GroupAck())));
        seat.hear(BERTA, 51, new Body.ParticipantState(BERTA, true, 4));
        assertThat(seat.last())
                .containsExactly(new Send(seat.plan().command(BERTA, 51, new Body.GroupNack())));
        seat.hear(BERTA, 52, new Body.ParticipantState(BERTA, true, 5));
        assertThat(seat.last())
                .containsExactly(
                        new Presence(member(BERTA)),
                        new Send(seat.plan().command(BERTA, 52, new Body.GroupAck())));

        seat.hear(BERTA, 53, new Body.ParticipantState(MODERATOR, false, 5));
        assertThat(seat.last()).isEmpty();
        seat.hear(CARLA, 54, new Body.ParticipantState(CARLA, false, 5));
        assertThat(seat.last()).isEmpty();
    }

    @Test
    void aResponderHasNoChannels() {
        Seat pair = Seat.pointToPoint().in(1);
        pair.wait(BEAT);
        assertThat(pair.sent())
                .containsExactly(pair.plan().command(MODERATOR, 1, new Body.Heartbeat(1)));
        pair.on(new GoOffline(1));
        assertThat(pair.outcomes())
                .containsExactly(
                        new Outcome.NotPossible("a point-to-point session is left instead"));

        pair.hear(new Body.GroupClose(List.of(MODERATOR, ANNA)));

        assertThat(pair.last())
                .containsExactly(
                        new Send(
                                pair.plan()
                                        .command(MODERATOR, pair.request(), new Body.GroupAck())),
                        new Ended(Reason.CLOSED));
    }
}
