package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
import static io.slimconsole.session.membership.Desk.CARLA;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.PATIENCE;
import static io.slimconsole.session.membership.Desk.member;
import static io.slimconsole.session.membership.Desk.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.membership.ModeratorInput.Close;
import io.slimconsole.session.membership.ModeratorInput.Invite;
import io.slimconsole.session.membership.ModeratorInput.Remove;
import io.slimconsole.session.membership.ModeratorInput.Spoke;
import io.slimconsole.session.membership.ModeratorOutput.Done;
import io.slimconsole.session.membership.ModeratorOutput.Ended;
import io.slimconsole.session.membership.ModeratorOutput.Left;
import io.slimconsole.session.membership.ModeratorOutput.Presence;
import io.slimconsole.session.membership.ModeratorOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Heartbeats, the end, and sessions of two (session.md §2.5, §2.9, §2.11).
final class ModeratorEndsTest {
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Desk desk = Desk.group();

    private Send toAll(int id, Body body) {
        return desk.toAll(id, body);
    }

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
