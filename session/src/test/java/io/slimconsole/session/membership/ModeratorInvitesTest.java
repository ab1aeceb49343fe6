package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
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

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorInput.Invite;
import io.slimconsole.session.membership.ModeratorInput.NoRoute;
import io.slimconsole.session.membership.ModeratorInput.NotCommitted;
import io.slimconsole.session.membership.ModeratorInput.NotReady;
import io.slimconsole.session.membership.ModeratorInput.Ready;
import io.slimconsole.session.membership.ModeratorOutput.Begin;
import io.slimconsole.session.membership.ModeratorOutput.Commit;
import io.slimconsole.session.membership.ModeratorOutput.Done;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.ModeratorOutput.Joined;
import io.slimconsole.session.membership.ModeratorOutput.KeyChange;
import io.slimconsole.session.membership.ModeratorOutput.Left;
import io.slimconsole.session.membership.ModeratorOutput.Presence;
import io.slimconsole.session.membership.ModeratorOutput.Progress;
import io.slimconsole.session.membership.ModeratorOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who comes in, step by step, and why somebody does not (session.md §2.6).
final class ModeratorInvitesTest {
    private final Desk desk = Desk.group();

    private Send to(Name name, int id, Body body) {
        return desk.to(name, id, body);
    }

    private Send toAll(int id, Body body) {
        return desk.toAll(id, body);
    }

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
                                        Desk.mls(1, WELCOME))));

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
                                        Body.Operation.ADD,
                                        member(BERTA),
                                        roster,
                                        Desk.mls(2, COMMIT))),
                        new Progress(1, new InviteStep.Welcoming(BERTA)),
                        to(BERTA, welcome, new Body.GroupWelcome(roster, Desk.mls(2, WELCOME))));

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
}
