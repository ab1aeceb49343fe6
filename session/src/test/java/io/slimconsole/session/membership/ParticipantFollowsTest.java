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

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ParticipantInput.Entered;
import io.slimconsole.session.membership.ParticipantInput.Followed;
import io.slimconsole.session.membership.ParticipantInput.KeyPackaged;
import io.slimconsole.session.membership.ParticipantInput.Leave;
import io.slimconsole.session.membership.ParticipantInput.NoRoute;
import io.slimconsole.session.membership.ParticipantInput.NotFollowed;
import io.slimconsole.session.membership.ParticipantInput.TakenOut;
import io.slimconsole.session.membership.ParticipantOutput.Done;
import io.slimconsole.session.membership.ParticipantOutput.Ended;
import io.slimconsole.session.membership.ParticipantOutput.Enter;
import io.slimconsole.session.membership.ParticipantOutput.Follow;
import io.slimconsole.session.membership.ParticipantOutput.Joined;
import io.slimconsole.session.membership.ParticipantOutput.LeaveChannels;
import io.slimconsole.session.membership.ParticipantOutput.Left;
import io.slimconsole.session.membership.ParticipantOutput.MakeKeyPackage;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.membership.ParticipantOutput.Refused;
import io.slimconsole.session.membership.ParticipantOutput.Rejoined;
import io.slimconsole.session.membership.ParticipantOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A participant follows what its moderator changes, and goes when it has to or wants to (session.md §2.7 to §2.9, §4.7).
final class ParticipantFollowsTest {
    /// How long a missing update may take.
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Seat seat = Seat.group();

    private Send toModerator(int id, Body body) {
        return new Send(seat.plan().command(MODERATOR, id, body));
    }

    private Send ack() {
        return toModerator(seat.request(), new Body.GroupAck());
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
    void aCommitIsFollowedBeforeItIsAcknowledged() {
        seat.in(1);
        seat.hear(added(2, member(BERTA), roster(BERTA)));
        assertThat(seat.last()).containsExactly(new Follow(COMMIT));

        seat.on(new Followed(2));

        assertThat(seat.last()).containsExactly(new Joined(member(BERTA)), ack());
        assertThat(seat.state().epoch()).isEqualTo(2);
    }

    @Test
    void whoIsRemovedIsInTheListStillAndGoes() {
        seat.in(1, BERTA);
        seat.hear(update(Body.Operation.REMOVE, 2, member(BERTA), roster(BERTA)));
        seat.on(new Followed(2));

        assertThat(seat.last()).containsExactly(new Left(member(BERTA)), ack());
        assertThat(seat.state().roster().members())
                .containsExactly(member(MODERATOR), member(ANNA));
    }

    @Test
    void aRepeatedUpdateIsAcknowledgedAgain() {
        seat.in(1);
        seat.hear(added(2, member(BERTA), roster(BERTA))).on(new Followed(2));

        seat.hear(MODERATOR, seat.request(), added(2, member(BERTA), roster(BERTA)));

        assertThat(seat.last()).containsExactly(ack());
        assertThat(seat.state().epoch()).isEqualTo(2);
    }

    @Test
    void ofOurOwnComingTheOthersHear() {
        seat.in(2, BERTA);
        seat.hear(added(2, member(ANNA), roster(BERTA)));

        assertThat(seat.last()).isEmpty();
    }

    @Test
    void anUpdateAfterAMissingOneIsAcknowledgedAndFollowedWhenThatHasCome() {
        seat.in(1);
        var second = added(2, member(BERTA), roster(BERTA));
        var third = added(3, member(CARLA), roster(BERTA, CARLA));
        seat.hear(third);
        assertThat(seat.last())
                .containsExactly(new Joined(member(BERTA)), new Joined(member(CARLA)), ack());

        seat.hear(second);
        assertThat(seat.last()).containsExactly(new Follow(COMMIT));
        seat.on(new Followed(2));
        assertThat(seat.last()).containsExactly(ack(), new Follow(COMMIT));
        seat.on(new Followed(3));
        assertThat(seat.last()).isEmpty();
        assertThat(seat.state().commits()).isEqualTo(new CommitOrder(3, Map.of()));
        assertThat(seat.wait(Duration.ofSeconds(9))).isEmpty();
    }

    @Test
    void whoMissesAnUpdateForTooLongAsksToBeAddedAnew() {
        seat.in(1);
        seat.hear(added(3, member(CARLA), roster(CARLA)));

        seat.wait(WAIT);
        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
        var again = ByteString.copyFromUtf8("another");
        seat.on(new KeyPackaged(again));
        int id = seat.sent().getFirst().id();
        assertThat(seat.last())
                .containsExactly(toModerator(id, new Body.RejoinRequest(ANNA, again)));

        seat.hear(MODERATOR, id, new Body.RejoinReply(new Body.MlsContent(4, WELCOME)));
        assertThat(seat.last()).containsExactly(new Enter(Optional.of(WELCOME)));
        seat.on(new Entered(4));
        assertThat(seat.last())
                .containsExactly(toModerator(id, new Body.GroupAck()), new Rejoined());
        seat.hear(update(Body.Operation.REJOIN, 4, member(ANNA), roster(CARLA)));
        assertThat(seat.last()).containsExactly(ack());
        seat.hear(MODERATOR, id, new Body.RejoinReply(new Body.MlsContent(4, WELCOME)));
        assertThat(seat.last()).containsExactly(toModerator(id, new Body.GroupAck()));
        assertThat(seat.state().place()).isEqualTo(new Place.Present());
    }

    @Test
    void aCommitThatCanNotBeFollowedIsRefusedByNameAndMissing() {
        seat.in(1);
        seat.hear(added(2, member(BERTA), roster(BERTA))).on(new NotFollowed("a wrong tag"));
        assertThat(seat.last()).containsExactly(new Refused(MODERATOR, "a wrong tag"));

        seat.wait(WAIT);

        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
    }

    @Test
    void whatIsNoGoodUpdateIsRefusedByName() {
        seat.in(1);
        updateIsRefused(
                new Body.GroupUpdate(
                        Body.Operation.ADD, member(BERTA), roster(BERTA), Optional.empty()),
                "its update has no keys, and this session is encrypted");
        updateIsRefused(added(0, member(BERTA), roster(BERTA)), "its update has no number");
        updateIsRefused(
                added(2, member(BERTA), List.of(member(MODERATOR), member(BERTA))),
                "its update is to a session that we are not in");

        seat.hear(added(2, member(BERTA), roster(BERTA)));
        assertThat(seat.last()).containsExactly(new Follow(COMMIT));
    }

    private void updateIsRefused(Body.GroupUpdate update, String why) {
        Participating before = seat.state();
        seat.hear(update);
        assertThat(seat.last()).containsExactly(new Refused(MODERATOR, why));
        assertThat(seat.state()).isEqualTo(before);
    }

    @Test
    void withoutMlsAnUpdateIsActedOnOnce() {
        Seat plain = Seat.plainGroup().in(0);
        var update =
                new Body.GroupUpdate(
                        Body.Operation.ADD, member(BERTA), roster(BERTA), Optional.empty());
        plain.hear(update);
        int first = plain.request();
        assertThat(plain.last())
                .containsExactly(
                        new Joined(member(BERTA)),
                        new Send(plain.plan().command(MODERATOR, first, new Body.GroupAck())));
        plain.hear(
                new Body.GroupUpdate(
                        Body.Operation.REMOVE, member(BERTA), roster(BERTA), Optional.empty()));
        assertThat(plain.last()).contains(new Left(member(BERTA)));

        plain.hear(MODERATOR, first, update);

        assertThat(plain.last())
                .containsExactly(
                        new Send(plain.plan().command(MODERATOR, first, new Body.GroupAck())));
        assertThat(plain.state().roster().size()).isEqualTo(2);
    }

    @Test
    void whatOnlyAModeratorSaysIsRefusedFromMembersAndStrangers() {
        seat.in(1, BERTA);
        for (Name who : List.of(BERTA, CARLA)) {
            for (Body body :
                    List.of(
                            seat.joinRequest(),
                            new Body.GroupWelcome(roster(), seat.mls(2, WELCOME)),
                            update(Body.Operation.REMOVE, 2, member(ANNA), roster()),
                            new Body.GroupClose(List.of()),
                            new Body.RejoinReply(new Body.MlsContent(2, WELCOME)),
                            new Body.DiscoveryRequest())) {
                Participating before = seat.state();
                seat.hear(who, 99, body);
                assertThat(seat.last())
                        .containsExactly(
                                new Refused(who, "only the moderator of a session says that"));
                assertThat(seat.state()).isEqualTo(before);
            }
            seat.hear(who, 99, new Body.LeaveRequest());
            assertThat(seat.last()).isEmpty();
            assertThat(seat.state().takesPart()).isTrue();
        }
    }

    @Test
    void whatIsSaidToModeratorsIsNotForUs() {
        seat.in(1, BERTA);
        for (Body body :
                List.of(
                        new Body.DiscoveryReply(),
                        new Body.JoinReply(Optional.empty(), member(BERTA)),
                        new Body.RejoinRequest(BERTA, KEY_PACKAGE),
                        new Body.LeaveReply(),
                        new Body.GroupAck(),
                        new Body.GroupNack())) {
            Participating before = seat.state();
            seat.hear(BERTA, 99, body);
            assertThat(seat.last()).isEmpty();
            assertThat(seat.state()).isEqualTo(before);
        }
    }

    @Test
    void whoIsRemovedAcknowledgesThatAndStaysToAnswer() {
        seat.in(1, BERTA);
        seat.hear(update(Body.Operation.REMOVE, 2, member(ANNA), roster(BERTA)));
        assertThat(seat.last()).containsExactly(ack(), new LeaveChannels());
        assertThat(seat.state().takesPart()).isFalse();
        seat.hear(
                MODERATOR,
                seat.request(),
                update(Body.Operation.REMOVE, 2, member(ANNA), roster(BERTA)));
        assertThat(seat.last()).containsExactly(ack());

        seat.hear(new Body.LeaveRequest());

        assertThat(seat.last())
                .containsExactly(
                        toModerator(seat.request(), new Body.LeaveReply()),
                        new Ended(Reason.REMOVED));
    }

    @Test
    void whoIsRemovedEndsAlsoIfItIsNotToldAgain() {
        seat.in(1, BERTA);
        seat.hear(added(2, member(CARLA), roster(BERTA, CARLA))).on(new TakenOut());
        assertThat(seat.last()).containsExactly(ack(), new LeaveChannels());

        seat.wait(PATIENCE.multipliedBy(2));

        assertThat(seat.last()).containsExactly(new Ended(Reason.REMOVED));
    }

    @Test
    void whoIsTheOnlyOneIsRemovedWithoutAnUpdate() {
        seat.in(1).hear(new Body.LeaveRequest());

        assertThat(seat.last())
                .containsExactly(
                        toModerator(seat.request(), new Body.LeaveReply()),
                        new LeaveChannels(),
                        new Ended(Reason.REMOVED));
    }

    @Test
    void aSessionThatIsClosedEnds() {
        seat.in(1, BERTA).hear(new Body.GroupClose(List.of(MODERATOR, BERTA, ANNA)));

        assertThat(seat.last())
                .containsExactly(ack(), new LeaveChannels(), new Ended(Reason.CLOSED));
    }

    private Send leaving(int id) {
        return new Send(
                seat.plan()
                        .command(MODERATOR, id, new Body.LeaveRequest())
                        .with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE)));
    }

    @Test
    void whoLeavesSaysSoUntilItIsAnswered() {
        seat.in(1, BERTA).on(new Leave(1));
        assertThat(seat.last()).containsExactly(new LeaveChannels(), leaving(1));
        seat.wait(Duration.ofSeconds(1));
        assertThat(seat.last()).containsExactly(leaving(2));

        seat.hear(MODERATOR, 1, new Body.LeaveReply());

        assertThat(seat.last())
                .containsExactly(new Done(1, new Outcome.Left(true)), new Ended(Reason.LEFT));
        seat.on(new Leave(2));
        assertThat(seat.last()).containsExactly(new Done(2, new Outcome.SessionOver()));
    }

    @Test
    void whoLeavesIsOutAlsoIfNobodyAnswers() {
        seat.in(1).on(new Leave(1));
        seat.on(new Leave(2));
        assertThat(seat.outcomes())
                .containsExactly(new Outcome.NotPossible("we are leaving already"));

        seat.wait(PATIENCE);

        assertThat(seat.last())
                .endsWith(new Done(1, new Outcome.Left(false)), new Ended(Reason.LEFT));
    }

    @Test
    void whoLeavesWhereNobodyIsIsOutAtOnce() {
        seat.in(1).on(new Leave(1)).on(new NoRoute(1));

        assertThat(seat.last())
                .containsExactly(new Done(1, new Outcome.Left(false)), new Ended(Reason.LEFT));
    }

    @Test
    void whoLeavesWhileTheSessionIsClosedHasLeft() {
        seat.in(1).on(new Leave(1)).hear(new Body.GroupClose(List.of()));

        assertThat(seat.last())
                .containsExactly(
                        ack(), new Done(1, new Outcome.Left(true)), new Ended(Reason.LEFT));
    }
}
