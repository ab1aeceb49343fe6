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
import static io.slimconsole.session.membership.Desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorInput.Invite;
import io.slimconsole.session.membership.ModeratorInput.NoRoute;
import io.slimconsole.session.membership.ModeratorInput.Remove;
import io.slimconsole.session.membership.ModeratorOutput.Commit;
import io.slimconsole.session.membership.ModeratorOutput.Done;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.ModeratorOutput.Left;
import io.slimconsole.session.membership.ModeratorOutput.Presence;
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

/// Members that are removed, leave, were away, or say what they may not (session.md §2.7, §2.8, §2.12, §2.13).
final class ModeratorMembersTest {
    private final Desk desk = Desk.group();

    private Send to(Name name, int id, Body body) {
        return desk.to(name, id, body);
    }

    private Send toAll(int id, Body body) {
        return desk.toAll(id, body);
    }

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
                                        Desk.mls(3, COMMIT))));

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
                                        Desk.mls(3, COMMIT))));

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

    @Test
    void whoWasRemovedWithoutHearingOfItIsToldWhenItIsHeardOf() {
        desk.with(ANNA).hear(BERTA, 77, new Body.Heartbeat(1));
        int leave = desk.idOf(Body.LeaveRequest.class);
        assertThat(desk.last()).containsExactly(to(BERTA, leave, new Body.LeaveRequest()));
        desk.hear(BERTA, leave, new Body.LeaveReply());
        assertThat(desk.last()).isEmpty();

        desk.on(new Invite(1, service(BERTA))).hear(BERTA, 78, new Body.Heartbeat(1));
        assertThat(desk.last()).isEmpty();
    }

    /// Without MLS, with Anna offline.
    private static Desk plainWithoutAnna() {
        Desk plain = Desk.plainGroup().with(ANNA).with(BERTA);
        return plain.on(new ModeratorInput.Unreachable(ANNA));
    }

    private static Body.GroupUpdate told(Desk plain) {
        return new Body.GroupUpdate(
                Body.Operation.REJOIN,
                member(ANNA),
                plain.state().roster().members(),
                Optional.empty());
    }

    @Test
    void withoutMlsWhoComesBackIsToldWhoIsInUntilItKnows() {
        Desk plain = plainWithoutAnna();
        plain.hear(ANNA, 77, new Body.Heartbeat(Body.Heartbeat.NO_EPOCH));
        int tells = plain.idOf(Body.GroupUpdate.class);
        assertThat(plain.last())
                .containsExactly(new Presence(member(ANNA)), plain.to(ANNA, tells, told(plain)));
        plain.wait(Duration.ofSeconds(1));
        assertThat(plain.last()).containsExactly(plain.to(ANNA, tells, told(plain)));

        plain.hear(ANNA, tells, new Body.GroupAck());

        assertThat(plain.last()).isEmpty();
        assertThat(plain.state().requests().open()).isEmpty();
    }

    @Test
    void whoMayHaveHeardThatAfterALaterChangeIsToldAgain() {
        Desk plain = plainWithoutAnna();
        plain.hear(ANNA, 77, new Body.Heartbeat(Body.Heartbeat.NO_EPOCH));
        int tells = plain.idOf(Body.GroupUpdate.class);
        plain.on(new Remove(1, service(BERTA)));

        plain.hear(ANNA, tells, new Body.GroupAck());

        int again = plain.idOf(Body.GroupUpdate.class);
        assertThat(plain.last()).containsExactly(plain.to(ANNA, again, told(plain)));
    }

    @Test
    void whoDoesNotAnswerThatIsOfflineAgainButNotBeforeItsOwnPatienceHasEnded() {
        Desk plain = plainWithoutAnna();
        plain.hear(ANNA, 77, new Body.Heartbeat(Body.Heartbeat.NO_EPOCH));
        int tells = plain.idOf(Body.GroupUpdate.class);

        plain.wait(PATIENCE);
        assertThat(plain.last()).contains(plain.to(ANNA, tells, told(plain)));
        plain.wait(PATIENCE);

        assertThat(plain.last()).contains(new Presence(member(ANNA).withOnline(false)));
        assertThat(plain.state().requests().open()).isEmpty();
    }
}
