package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
import static io.slimconsole.session.membership.Desk.CARLA;
import static io.slimconsole.session.membership.Desk.CHANNELS;
import static io.slimconsole.session.membership.Desk.COMMIT;
import static io.slimconsole.session.membership.Desk.KEY_PACKAGE;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.PATIENCE;
import static io.slimconsole.session.membership.Desk.TIMERS;
import static io.slimconsole.session.membership.Desk.WELCOME;
import static io.slimconsole.session.membership.Desk.member;
import static io.slimconsole.session.membership.Desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorInput.Close;
import io.slimconsole.session.membership.ModeratorInput.Invite;
import io.slimconsole.session.membership.ModeratorInput.NoRoute;
import io.slimconsole.session.membership.ModeratorInput.NotCommitted;
import io.slimconsole.session.membership.ModeratorInput.NotReady;
import io.slimconsole.session.membership.ModeratorInput.Ready;
import io.slimconsole.session.membership.ModeratorInput.Remove;
import io.slimconsole.session.membership.ModeratorInput.Spoke;
import io.slimconsole.session.membership.ModeratorOutput.Begin;
import io.slimconsole.session.membership.ModeratorOutput.Commit;
import io.slimconsole.session.membership.ModeratorOutput.Done;
import io.slimconsole.session.membership.ModeratorOutput.Ended;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.ModeratorOutput.Joined;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.ModeratorOutput.Left;
import io.slimconsole.session.membership.ModeratorOutput.Presence;
import io.slimconsole.session.membership.ModeratorOutput.Progress;
import io.slimconsole.session.membership.ModeratorOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every transition of a moderator (session.md §2).
final class ModeratorMachineTest {
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Desk desk = Desk.group();

    private Send to(Name name, int id, Body body) {
        return new Send(desk.plan().command(name, id, body));
    }

    private Send toAll(int id, Body body) {
        return new Send(desk.plan().broadcast(id, body));
    }

    private static Optional<Body.MlsContent> mls(int commit, ByteString content) {
        return Optional.of(new Body.MlsContent(commit, content));
    }

    // ---- invite

    @Test
    void theFirstMemberIsFoundAskedAndWelcomed() {
        desk.on(new Invite(1, service(ANNA)));
        assertThat(desk.last())
                .containsExactly(
                        new Progress(1, new InviteStep.Discovering(service(ANNA))),
                        to(service(ANNA), 1, new Body.DiscoveryRequest()));

        desk.hear(ANNA, 1, new Body.DiscoveryReply());
        assertThat(desk.last()).containsExactly(new Begin());

        desk.on(new Ready(0));
        var join =
                new Body.JoinRequest(
                        Optional.of(TIMERS), Optional.of(CHANNELS), Optional.of(new Body.Mls(100)));
        assertThat(desk.last())
                .containsExactly(
                        new Progress(1, new InviteStep.Joining(ANNA)),
                        new Send(
                                desk.plan()
                                        .command(ANNA, 2, join)
                                        .with(Map.of("topic", "weather"))));

        desk.hear(ANNA, 2, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(ANNA)));
        assertThat(desk.last()).containsExactly(new Commit(new KeyChange.Add(ANNA, KEY_PACKAGE)));

        desk.committed();
        assertThat(desk.last())
                .containsExactly(
                        new Progress(1, new InviteStep.Welcoming(ANNA)),
                        to(
                                ANNA,
                                3,
                                new Body.GroupWelcome(
                                        List.of(member(MODERATOR), member(ANNA)),
                                        mls(1, WELCOME))));

        desk.hear(ANNA, 3, new Body.GroupAck());
        assertThat(desk.last())
                .containsExactly(
                        new Joined(member(ANNA)), new Done(1, new Outcome.Invited(ANNA, Set.of())));
        assertThat(desk.state().requests().open()).isEmpty();
    }

    @Test
    void theOthersHearOfASecondMemberBeforeItIsWelcomed() {
        desk.with(ANNA).on(new Invite(1, service(BERTA)));
        desk.hear(BERTA, desk.idOf(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
        desk.joins(BERTA);

        var roster = List.of(member(MODERATOR), member(ANNA), member(BERTA));
        int update = desk.idOf(Body.GroupUpdate.class);
        int welcome = desk.idOf(Body.GroupWelcome.class);
        assertThat(desk.last())
                .containsExactly(
                        toAll(
                                update,
                                new Body.GroupUpdate(
                                        Body.Operation.ADD, member(BERTA), roster, mls(2, COMMIT))),
                        new Progress(1, new InviteStep.Welcoming(BERTA)),
                        to(BERTA, welcome, new Body.GroupWelcome(roster, mls(2, WELCOME))));

        desk.hear(BERTA, welcome, new Body.GroupAck());
        assertThat(desk.outcomes()).isEmpty();
        desk.hear(ANNA, update, new Body.GroupAck());
        assertThat(desk.outcomes()).containsExactly(new Outcome.Invited(BERTA, Set.of()));
    }

    @Test
    void withoutMlsNobodyNeedsKeys() {
        Desk plain = Desk.plainGroup().with(ANNA);

        assertThat(plain.state().commits()).isZero();
        assertThat(plain.state().roster().size()).isEqualTo(2);
    }

    @Test
    void whoIsThereAlreadyIsNotAskedAgain() {
        desk.with(ANNA).on(new Invite(1, service(ANNA)));

        assertThat(desk.last()).containsExactly(new Done(1, new Outcome.AlreadyMember(ANNA)));
    }

    @Test
    void anInvitationThatNobodyAnswersEnds() {
        desk.on(new Invite(1, service(ANNA)));

        var outputs = desk.wait(PATIENCE);

        Send again = to(service(ANNA), 1, new Body.DiscoveryRequest());
        assertThat(outputs)
                .containsExactly(
                        again,
                        again,
                        again,
                        new Done(1, new Outcome.NobodyThere(service(ANNA), PATIENCE)));
    }

    @Test
    void aNameThatNobodyHasEndsItAtOnce() {
        desk.on(new Invite(1, service(ANNA))).on(new NoRoute(1));

        assertThat(desk.outcomes())
                .containsExactly(new Outcome.NobodyThere(service(ANNA), Duration.ZERO));
    }

    @Test
    void onlyTheFirstInstanceThatAnswersIsAskedToJoin() {
        Name another = Desk.name("anna", 99);
        desk.on(new Invite(1, service(ANNA)));
        desk.hear(ANNA, 1, new Body.DiscoveryReply());
        desk.hear(another, 1, new Body.DiscoveryReply());
        desk.on(new Ready(0));

        assertThat(desk.sent()).extracting(SessionMessage::destination).containsExactly(ANNA);
    }

    @Test
    void anAnswerOfAnotherNameOrToAnotherQuestionIsNone() {
        desk.on(new Invite(1, service(ANNA)));
        desk.hear(BERTA, 1, new Body.DiscoveryReply());
        assertThat(desk.last()).isEmpty();
        desk.hear(ANNA, 2, new Body.DiscoveryReply());
        assertThat(desk.last()).isEmpty();
        desk.hear(service(ANNA), 1, new Body.DiscoveryReply());
        assertThat(desk.last()).isEmpty();
    }

    @Test
    void aNodeThatRefusesOurChannelsEndsTheInvitation() {
        desk.on(new Invite(1, service(ANNA)));
        desk.hear(ANNA, 1, new Body.DiscoveryReply());
        desk.on(new NotReady("the node has no room"));

        assertThat(desk.outcomes())
                .containsExactly(new Outcome.NotPossible("the node has no room"));
    }

    private void askedToJoin() {
        desk.on(new Invite(1, service(ANNA)));
        desk.hear(ANNA, 1, new Body.DiscoveryReply()).on(new Ready(0));
    }

    @Test
    void whoDoesNotSayWhetherItJoinsIsAskedUnderNewIds() {
        askedToJoin();

        desk.wait(Duration.ofSeconds(2));
        assertThat(desk.sent()).extracting(SessionMessage::id).containsExactly(3, 4);
        // it has answered the first one; the answer was slow
        desk.hear(ANNA, 2, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(ANNA)));

        assertThat(desk.last()).containsExactly(new Commit(new KeyChange.Add(ANNA, KEY_PACKAGE)));
    }

    @Test
    void anInvitationEndsIfThereIsNoReplyToJoin() {
        askedToJoin();
        desk.wait(PATIENCE);

        assertThat(desk.outcomes()).containsExactly(new Outcome.NoReplyToJoin(ANNA, PATIENCE));
        assertThat(desk.state().roster().size()).isEqualTo(1);
    }

    @Test
    void whatIsNoGoodReplyToJoinIsRefusedAndTheModeratorGoesOn() {
        askedToJoin();
        desk.hear(ANNA, 2, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(BERTA)));
        assertThat(desk.outcomes())
                .containsExactly(new Outcome.JoinRefused(ANNA, "it answered as " + BERTA));

        desk.on(new Invite(2, service(ANNA)));
        desk.hear(ANNA, desk.idOf(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
        int join = desk.idOf(Body.JoinRequest.class);
        desk.hear(ANNA, join, new Body.JoinReply(Optional.empty(), member(ANNA)));
        assertThat(desk.outcomes())
                .containsExactly(
                        new Outcome.JoinRefused(
                                ANNA, "it sent no key package, and this session is encrypted"));

        desk.on(new Invite(3, service(ANNA)));
        desk.hear(ANNA, desk.idOf(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
        join = desk.idOf(Body.JoinRequest.class);
        desk.hear(ANNA, join, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(ANNA)));
        desk.on(new NotCommitted("a wrong signature"));
        assertThat(desk.outcomes())
                .containsExactly(new Outcome.JoinRefused(ANNA, "a wrong signature"));

        desk.with(ANNA);
    }

    @Test
    void whoDoesNotConfirmItsWelcomeIsTakenOutAgainAndCanBeInvitedAnew() {
        askedToJoin();
        desk.joins(ANNA);

        desk.wait(PATIENCE);
        assertThat(desk.outcomes()).containsExactly(new Outcome.NoReplyToWelcome(ANNA, PATIENCE));
        assertThat(desk.last()).contains(new Commit(new KeyChange.Remove(ANNA)));
        desk.committed();
        assertThat(desk.last()).contains(new Left(member(ANNA), false));
        assertThat(desk.idOf(Body.LeaveRequest.class)).isPositive();
        desk.wait(PATIENCE);

        desk.with(ANNA);
        assertThat(desk.state().commits()).isEqualTo(3);
    }

    @Test
    void aMemberThatDoesNotHearOfAnotherCountsAsOffline() {
        desk.with(ANNA).on(new Invite(1, service(BERTA)));
        desk.hear(BERTA, desk.idOf(Body.DiscoveryRequest.class), new Body.DiscoveryReply());
        desk.joins(BERTA);
        desk.hear(BERTA, desk.idOf(Body.GroupWelcome.class), new Body.GroupAck());

        desk.wait(PATIENCE);

        assertThat(desk.outcomes()).containsExactly(new Outcome.Invited(BERTA, Set.of(ANNA)));
        assertThat(desk.last()).contains(new Presence(member(ANNA).withOnline(false)));
        assertThat(desk.state().roster().find(ANNA)).contains(member(ANNA).withOnline(false));
    }

    @Test
    void operationsWaitForEachOther() {
        desk.on(new Invite(1, service(ANNA)));
        desk.on(new Invite(2, service(BERTA)));
        assertThat(desk.last()).isEmpty();

        desk.on(new NoRoute(1));

        assertThat(desk.last())
                .containsExactly(
                        new Done(1, new Outcome.NobodyThere(service(ANNA), Duration.ZERO)),
                        new Progress(2, new InviteStep.Discovering(service(BERTA))),
                        to(service(BERTA), 2, new Body.DiscoveryRequest()));
    }

    // ---- remove and leave

    @Test
    void theOthersHearOfARemovalFirst() {
        desk.with(ANNA).with(BERTA).on(new Remove(1, service(BERTA)));
        assertThat(desk.last()).containsExactly(new Commit(new KeyChange.Remove(BERTA)));

        desk.committed();
        int update = desk.idOf(Body.GroupUpdate.class);
        assertThat(desk.last())
                .containsExactly(
                        new Left(member(BERTA), false),
                        toAll(
                                update,
                                new Body.GroupUpdate(
                                        Body.Operation.REMOVE,
                                        member(BERTA),
                                        List.of(member(MODERATOR), member(ANNA), member(BERTA)),
                                        mls(3, COMMIT))));

        desk.hear(BERTA, update, new Body.GroupAck());
        assertThat(desk.last()).isEmpty();
        desk.hear(ANNA, update, new Body.GroupAck());
        int leave = desk.idOf(Body.LeaveRequest.class);
        assertThat(desk.last()).containsExactly(to(BERTA, leave, new Body.LeaveRequest()));

        desk.hear(BERTA, leave, new Body.LeaveReply());
        assertThat(desk.last())
                .containsExactly(new Done(1, new Outcome.Removed(BERTA, true, Set.of())));
    }

    @Test
    void theLastMemberIsRemovedWithoutAnUpdate() {
        desk.with(ANNA).on(new Remove(1, ANNA)).committed();

        assertThat(desk.sent())
                .extracting(SessionMessage::body)
                .containsExactly(new Body.LeaveRequest());
        desk.wait(PATIENCE);
        assertThat(desk.outcomes()).containsExactly(new Outcome.Removed(ANNA, false, Set.of()));
    }

    @Test
    void aRemovalThatSomebodyDoesNotHearOfIsCarriedOutAllTheSame() {
        desk.with(ANNA).with(BERTA).on(new Remove(1, service(BERTA))).committed();

        desk.wait(PATIENCE);
        assertThat(desk.state().roster().find(ANNA)).contains(member(ANNA).withOnline(false));
        desk.hear(BERTA, desk.idOf(Body.LeaveRequest.class), new Body.LeaveReply());

        assertThat(desk.outcomes()).containsExactly(new Outcome.Removed(BERTA, true, Set.of(ANNA)));
    }

    @Test
    void whoIsNotThereIsNotRemovedAndNeitherIsTheModerator() {
        desk.on(new Remove(1, service(ANNA)));
        assertThat(desk.outcomes()).containsExactly(new Outcome.NotAMember(service(ANNA)));

        desk.on(new Remove(2, MODERATOR));
        assertThat(desk.outcomes())
                .containsExactly(new Outcome.NotPossible("a moderator closes its session instead"));
    }

    private SessionMessage leaving(Name who, int id) {
        return desk.message(who, id, new Body.LeaveRequest())
                .with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE));
    }

    @Test
    void whoLeavesIsAnsweredAtOnceAndTheOthersHearOfIt() {
        desk.with(ANNA).with(BERTA);

        desk.on(new ModeratorInput.Heard(leaving(BERTA, 77)));
        assertThat(desk.last())
                .containsExactly(
                        to(BERTA, 77, new Body.LeaveReply()),
                        new Commit(new KeyChange.Remove(BERTA)));
        desk.committed();
        assertThat(desk.last()).contains(new Left(member(BERTA), true));
        desk.hear(ANNA, desk.idOf(Body.GroupUpdate.class), new Body.GroupAck());

        assertThat(desk.last()).isEmpty();
        assertThat(desk.state().task()).isEqualTo(new Task.Idle());
        desk.on(new ModeratorInput.Heard(leaving(BERTA, 77)));
        assertThat(desk.last()).containsExactly(to(BERTA, 77, new Body.LeaveReply()));
    }

    @Test
    void whoLeavesWhileTheModeratorIsBusyIsAnsweredAllTheSame() {
        desk.with(ANNA).with(BERTA).on(new Invite(1, service(CARLA)));
        int discovery = desk.idOf(Body.DiscoveryRequest.class);

        desk.on(new ModeratorInput.Heard(leaving(BERTA, 77)));
        assertThat(desk.last()).containsExactly(to(BERTA, 77, new Body.LeaveReply()));
        desk.on(new NoRoute(discovery));

        assertThat(desk.last())
                .containsExactly(
                        new Done(1, new Outcome.NobodyThere(service(CARLA), Duration.ZERO)),
                        new Commit(new KeyChange.Remove(BERTA)));
    }

    @Test
    void aChannelStaysWhenTheLastMemberLeaves() {
        desk.with(ANNA).on(new ModeratorInput.Heard(leaving(ANNA, 77))).committed();

        assertThat(desk.state().over()).isFalse();
        desk.with(ANNA);
    }

    @Test
    void aRequestToLeaveThatDoesNotSayThatItIsOnesOwnIsNotHeard() {
        desk.with(ANNA).hear(ANNA, 77, new Body.LeaveRequest());

        assertThat(desk.last()).isEmpty();
        assertThat(desk.state().roster().size()).isEqualTo(2);
    }

    // ---- members that were away

    @Test
    void whoMissedAnEpochIsTakenOutAndInAgainByOneCommit() {
        desk.with(ANNA).with(BERTA);
        desk.hear(BERTA, 77, new Body.RejoinRequest(BERTA, KEY_PACKAGE));
        assertThat(desk.last())
                .containsExactly(new Commit(new KeyChange.Rejoin(BERTA, KEY_PACKAGE)));

        desk.committed();
        int update = desk.idOf(Body.GroupUpdate.class);
        assertThat(desk.last())
                .containsExactly(
                        to(BERTA, 77, new Body.RejoinReply(new Body.MlsContent(3, WELCOME))),
                        toAll(
                                update,
                                new Body.GroupUpdate(
                                        Body.Operation.REJOIN,
                                        member(BERTA),
                                        List.of(member(MODERATOR), member(ANNA), member(BERTA)),
                                        mls(3, COMMIT))));

        desk.hear(BERTA, 77, new Body.GroupAck());
        desk.hear(BERTA, update, new Body.GroupAck());
        desk.hear(ANNA, update, new Body.GroupAck());
        assertThat(desk.state().task()).isEqualTo(new Task.Idle());
        assertThat(desk.state().requests().open()).isEmpty();
    }

    @Test
    void whoAsksForItWhileTheModeratorIsBusyHasItsTurnOnce() {
        desk.with(ANNA).on(new Invite(1, service(BERTA)));
        int discovery = desk.idOf(Body.DiscoveryRequest.class);
        desk.hear(ANNA, 77, new Body.RejoinRequest(ANNA, KEY_PACKAGE));
        desk.hear(ANNA, 78, new Body.RejoinRequest(ANNA, KEY_PACKAGE));
        assertThat(desk.last()).isEmpty();

        desk.on(new NoRoute(discovery)).committed();

        assertThat(desk.idOf(Body.RejoinReply.class)).isEqualTo(78);
        assertThat(desk.state().waiting()).isEmpty();
    }

    @Test
    void aStrangerIsNotAddedAnew() {
        desk.with(ANNA).hear(BERTA, 77, new Body.RejoinRequest(BERTA, KEY_PACKAGE));
        assertThat(desk.last()).isEmpty();
        desk.hear(ANNA, 77, new Body.RejoinRequest(BERTA, KEY_PACKAGE));
        assertThat(desk.last()).isEmpty();
    }

    @Test
    void whoGoesOfflineIsNotWaitedForAndComesBackIfItKnowsTheEpoch() {
        desk.with(ANNA).with(BERTA);
        Participant away = member(BERTA).withOnline(false);

        desk.hear(BERTA, 77, new Body.ParticipantState(BERTA, false, 2));
        assertThat(desk.last())
                .containsExactly(new Presence(away), to(BERTA, 77, new Body.GroupAck()));
        desk.on(new Remove(1, service(ANNA))).committed();
        assertThat(desk.state().requests().open())
                .extracting(open -> open.message().body())
                .doesNotHaveAnyElementsOfTypes(Body.GroupUpdate.class);
        desk.wait(PATIENCE);

        desk.hear(BERTA, 78, new Body.ParticipantState(BERTA, true, 2));
        assertThat(desk.last()).containsExactly(to(BERTA, 78, new Body.GroupNack()));
        desk.hear(BERTA, 79, new Body.ParticipantState(BERTA, true, 3));
        assertThat(desk.last())
                .containsExactly(new Presence(member(BERTA)), to(BERTA, 79, new Body.GroupAck()));
    }

    @Test
    void whatIsSaidAboutOthersOrByStrangersIsNotHeard() {
        desk.with(ANNA).with(BERTA);
        desk.hear(ANNA, 77, new Body.ParticipantState(BERTA, false, 2));
        assertThat(desk.last()).isEmpty();
        desk.hear(CARLA, 77, new Body.ParticipantState(CARLA, false, 2));
        assertThat(desk.last()).isEmpty();
    }

    @Test
    void whatOnlyAModeratorSaysIsNotHeardFromMembers() {
        desk.with(ANNA);
        for (Body body :
                List.of(
                        new Body.DiscoveryRequest(),
                        new Body.JoinRequest(Optional.empty(), Optional.empty(), Optional.empty()),
                        new Body.GroupUpdate(
                                Body.Operation.REMOVE,
                                member(MODERATOR),
                                List.of(),
                                Optional.empty()),
                        new Body.GroupWelcome(List.of(), Optional.empty()),
                        new Body.GroupClose(List.of()),
                        new Body.RejoinReply(new Body.MlsContent(9, WELCOME)),
                        new Body.DiscoveryReply(),
                        new Body.JoinReply(Optional.empty(), member(ANNA)),
                        new Body.LeaveReply(),
                        new Body.GroupAck(),
                        new Body.GroupNack())) {
            Moderating before = desk.state();

            desk.hear(ANNA, 99, body);

            assertThat(desk.last()).isEmpty();
            assertThat(desk.state()).isEqualTo(before);
        }
    }

    // ---- heartbeats

    @Test
    void membersHearFromAModeratorThatHasNothingToSay() {
        desk.with(ANNA).wait(BEAT);
        int first = desk.idOf(Body.Heartbeat.class);
        assertThat(desk.last()).containsExactly(toAll(first, new Body.Heartbeat(1)));

        desk.on(new Spoke()).wait(BEAT);
        assertThat(desk.last()).isEmpty();
    }

    @Test
    void nobodyHearsAModeratorThatIsAlone() {
        assertThat(desk.wait(BEAT.multipliedBy(5))).isEmpty();
    }

    @Test
    void whoIsNotHeardOfForThreeBeatsIsOfflineUntilItIs() {
        desk.with(ANNA);
        desk.wait(BEAT.multipliedBy(2));
        desk.hear(ANNA, 1, new Body.Heartbeat(1));
        assertThat(desk.last()).isEmpty();

        desk.wait(BEAT.multipliedBy(3));
        assertThat(desk.last()).contains(new Presence(member(ANNA).withOnline(false)));
        desk.hear(ANNA, 2, new Body.Heartbeat(0));
        assertThat(desk.last()).isEmpty();
        desk.hear(ANNA, 3, new Body.Heartbeat(1));
        assertThat(desk.last()).containsExactly(new Presence(member(ANNA)));
    }

    @Test
    void aHeartbeatDoesNotOvertakeAnUpdate() {
        Desk slow = desk.with(ANNA).with(BERTA);
        slow.wait(Duration.ofSeconds(9));
        slow.on(new Remove(1, service(BERTA))).committed();

        slow.wait(Duration.ofSeconds(2));

        assertThat(slow.sent())
                .extracting(SessionMessage::body)
                .doesNotHaveAnyElementsOfTypes(Body.Heartbeat.class);
    }

    // ---- the end

    @Test
    void allMembersAreToldThatItIsOver() {
        desk.with(ANNA).with(BERTA).on(new Close(1));
        int close = desk.idOf(Body.GroupClose.class);
        assertThat(desk.last())
                .containsExactly(
                        toAll(close, new Body.GroupClose(List.of(MODERATOR, ANNA, BERTA))));

        desk.hear(ANNA, close, new Body.GroupAck());
        desk.hear(BERTA, close, new Body.GroupAck());

        assertThat(desk.last())
                .containsExactly(new Done(1, new Outcome.Closed(Set.of())), new Ended());
        assertThat(desk.state().deadline()).isEmpty();
    }

    @Test
    void aSessionEndsAlsoIfSomebodyDoesNotHearOfIt() {
        desk.with(ANNA).on(new Close(1)).wait(PATIENCE);

        assertThat(desk.last())
                .endsWith(new Done(1, new Outcome.Closed(Set.of(ANNA))), new Ended());
    }

    @Test
    void aSessionWithNobodyInItEndsAtOnce() {
        desk.on(new Close(1));

        assertThat(desk.last())
                .containsExactly(new Done(1, new Outcome.Closed(Set.of())), new Ended());
    }

    @Test
    void whatWasUnderWayIsToldThatItIsOverOnce() {
        desk.with(ANNA).on(new Invite(1, service(BERTA)));
        desk.on(new Invite(2, service(CARLA))).on(new Remove(3, service(ANNA)));

        desk.on(new Close(4));
        assertThat(desk.last())
                .startsWith(
                        new Done(1, new Outcome.SessionOver()),
                        new Done(2, new Outcome.SessionOver()),
                        new Done(3, new Outcome.SessionOver()));
        desk.on(new Close(5));
        assertThat(desk.outcomes())
                .containsExactly(new Outcome.NotPossible("the session is being closed already"));
        desk.wait(PATIENCE);
        assertThat(desk.outcomes()).containsExactly(new Outcome.Closed(Set.of(ANNA)));

        desk.on(new Invite(6, service(BERTA)));
        assertThat(desk.last()).containsExactly(new Done(6, new Outcome.SessionOver()));
        desk.hear(ANNA, 1, new Body.GroupAck());
        assertThat(desk.last()).isEmpty();
    }

    // ---- point-to-point

    @Test
    void aPeerIsFoundAskedAndWelcomedWithoutChannels() {
        Desk pair = Desk.pointToPoint().with(ANNA);

        assertThat(pair.state().roster().members())
                .containsExactly(member(MODERATOR), member(ANNA));
        pair.on(new Invite(1, service(BERTA)));
        assertThat(pair.outcomes())
                .containsExactly(new Outcome.NotPossible("a point-to-point session has one peer"));
        pair.on(new Remove(2, service(ANNA)));
        assertThat(pair.outcomes())
                .containsExactly(
                        new Outcome.NotPossible("a point-to-point session is closed instead"));
        pair.wait(BEAT);
        assertThat(pair.sent())
                .containsExactly(
                        pair.plan()
                                .command(
                                        ANNA,
                                        pair.idOf(Body.Heartbeat.class),
                                        new Body.Heartbeat(1)));
        pair.on(new Close(3));
        assertThat(pair.sent())
                .containsExactly(
                        pair.plan()
                                .command(
                                        ANNA,
                                        pair.idOf(Body.GroupClose.class),
                                        new Body.GroupClose(List.of(MODERATOR, ANNA))));
    }

    @Test
    void aPeerThatLeavesEndsTheSession() {
        Desk pair = Desk.pointToPoint().with(ANNA);

        pair.on(
                new ModeratorInput.Heard(
                        pair.message(ANNA, 77, new Body.LeaveRequest())
                                .with(Map.of(SessionMessage.LEAVING, SessionMessage.TRUE))));

        assertThat(pair.last())
                .containsExactly(
                        new Send(pair.plan().command(ANNA, 77, new Body.LeaveReply())),
                        new Left(member(ANNA), true),
                        new Ended());
    }
}
