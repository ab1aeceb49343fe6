package io.slimconsole.session.membership;

import static io.slimconsole.session.membership.Desk.ANNA;
import static io.slimconsole.session.membership.Desk.BERTA;
import static io.slimconsole.session.membership.Desk.KEY_PACKAGE;
import static io.slimconsole.session.membership.Desk.MODERATOR;
import static io.slimconsole.session.membership.Desk.PATIENCE;
import static io.slimconsole.session.membership.Desk.WELCOME;
import static io.slimconsole.session.membership.Desk.member;
import static io.slimconsole.session.membership.Seat.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.session.membership.ParticipantInput.Entered;
import io.slimconsole.session.membership.ParticipantInput.KeyPackaged;
import io.slimconsole.session.membership.ParticipantInput.NotEntered;
import io.slimconsole.session.membership.ParticipantOutput.Began;
import io.slimconsole.session.membership.ParticipantOutput.Ended;
import io.slimconsole.session.membership.ParticipantOutput.Enter;
import io.slimconsole.session.membership.ParticipantOutput.Joined;
import io.slimconsole.session.membership.ParticipantOutput.MakeKeyPackage;
import io.slimconsole.session.membership.ParticipantOutput.Reason;
import io.slimconsole.session.membership.ParticipantOutput.Refused;
import io.slimconsole.session.membership.ParticipantOutput.Rejoined;
import io.slimconsole.session.membership.ParticipantOutput.Send;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.SessionMessage;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a participant comes in (session.md §2.6).
final class ParticipantEntersTest {
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Seat seat = Seat.group();

    private Send toModerator(int id, Body body) {
        return new Send(seat.plan().command(MODERATOR, id, body));
    }

    private Send ack() {
        return toModerator(seat.request(), new Body.GroupAck());
    }

    @Test
    void whoIsAskedAnswersWithAKeyPackageAndIsInAfterItsWelcome() {
        seat.hear(seat.joinRequest());
        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
        seat.on(new KeyPackaged(KEY_PACKAGE));
        assertThat(seat.last())
                .containsExactly(
                        toModerator(
                                101, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(ANNA))));

        seat.hear(new Body.GroupWelcome(roster(BERTA), seat.mls(4, WELCOME)));
        assertThat(seat.last()).containsExactly(new Enter(Optional.of(WELCOME)));
        assertThat(seat.state().takesPart()).isFalse();
        seat.on(new Entered(9));

        assertThat(seat.last()).containsExactly(ack(), new Began());
        assertThat(seat.state().takesPart()).isTrue();
        assertThat(seat.state().epoch()).isEqualTo(9);
        assertThat(seat.state().roster().members())
                .containsExactly(member(MODERATOR), member(BERTA), member(ANNA));
    }

    @Test
    void withoutMlsNoKeysAreNeeded() {
        Seat plain = Seat.plainGroup();
        plain.hear(plain.joinRequest());
        assertThat(plain.sent())
                .extracting(SessionMessage::body)
                .containsExactly(new Body.JoinReply(Optional.empty(), member(ANNA)));

        plain.hear(new Body.GroupWelcome(roster(), Optional.empty()));
        assertThat(plain.last()).containsExactly(new Enter(Optional.empty()));
        plain.on(new Entered(0));
        assertThat(plain.last()).contains(new Began());
    }

    @Test
    void whoIsAskedAgainAnswersTheSame() {
        seat.hear(seat.joinRequest()).on(new KeyPackaged(KEY_PACKAGE));

        seat.hear(MODERATOR, 101, seat.joinRequest());
        assertThat(seat.sent())
                .containsExactly(
                        seat.plan()
                                .command(
                                        MODERATOR,
                                        101,
                                        new Body.JoinReply(
                                                Optional.of(KEY_PACKAGE), member(ANNA))));
        seat.hear(seat.joinRequest());
        assertThat(seat.last())
                .containsExactly(
                        toModerator(
                                102, new Body.JoinReply(Optional.of(KEY_PACKAGE), member(ANNA))));
    }

    @Test
    void whoIsAskedAgainBeforeItsKeysAreMadeAnswersBoth() {
        seat.hear(seat.joinRequest()).hear(seat.joinRequest());
        assertThat(seat.last()).isEmpty();

        seat.on(new KeyPackaged(KEY_PACKAGE));

        assertThat(seat.sent()).extracting(SessionMessage::id).containsExactly(101, 102);
    }

    @Test
    void aRequestThatComesLateIsNotAnsweredAndANewOneIs() {
        seat.in(1);
        seat.hear(MODERATOR, 101, seat.joinRequest());
        assertThat(seat.last()).isEmpty();

        seat.hear(seat.joinRequest());
        assertThat(seat.last()).containsExactly(new MakeKeyPackage());
        seat.on(new KeyPackaged(KEY_PACKAGE));
        seat.hear(new Body.GroupWelcome(roster(BERTA), seat.mls(5, WELCOME)));
        assertThat(seat.last()).containsExactly(new Enter(Optional.of(WELCOME)));
        seat.on(new Entered(5));
        assertThat(seat.last()).containsExactly(ack(), new Joined(member(BERTA)), new Rejoined());
    }

    @Test
    void aRequestForAnotherSessionUnderTheSameIdIsRefused() {
        seat.hear(seat.joinRequest());
        seat.hear(new Body.JoinRequest(Optional.empty(), Optional.empty(), seat.plan().mls()));

        assertThat(seat.last())
                .containsExactly(
                        new Refused(
                                MODERATOR,
                                "it asks us into a session that differs from the one that we"
                                        + " know"));
    }

    @Test
    void whatIsNoGoodWelcomeIsRefusedByNameAndAGoodOneIsTakenAfterwards() {
        seat.hear(seat.joinRequest());
        welcomeIsRefused(
                new Body.GroupWelcome(roster(), seat.mls(1, WELCOME)),
                "its welcome comes before it has asked us to join");
        seat.on(new KeyPackaged(KEY_PACKAGE));
        welcomeIsRefused(
                new Body.GroupWelcome(roster(), Optional.empty()),
                "its welcome has no keys, and this session is encrypted");
        welcomeIsRefused(
                new Body.GroupWelcome(roster(), seat.mls(0, WELCOME)), "its welcome has no number");
        welcomeIsRefused(
                new Body.GroupWelcome(List.of(member(MODERATOR)), seat.mls(1, WELCOME)),
                "its welcome is to a session that we are not in");

        var good = new Body.GroupWelcome(roster(), seat.mls(1, WELCOME));
        seat.hear(good).on(new NotEntered("the node has no room"));
        assertThat(seat.last()).containsExactly(new Refused(MODERATOR, "the node has no room"));
        seat.hear(good).on(new Entered(1));
        assertThat(seat.last()).containsExactly(ack(), new Began());
    }

    private void welcomeIsRefused(Body.GroupWelcome welcome, String why) {
        seat.hear(welcome);
        assertThat(seat.last()).containsExactly(new Refused(MODERATOR, why));
    }

    @Test
    void aRepeatedWelcomeIsAcknowledgedAgain() {
        seat.in(3);
        seat.hear(new Body.GroupWelcome(roster(), seat.mls(3, WELCOME)));

        assertThat(seat.last()).containsExactly(ack());
    }

    @Test
    void aSessionThatWeAreNotWelcomedToEnds() {
        seat.hear(seat.joinRequest()).on(new KeyPackaged(KEY_PACKAGE));

        seat.wait(PATIENCE.multipliedBy(2).plus(BEAT));

        assertThat(seat.last()).containsExactly(new Ended(Reason.NOT_WELCOMED));
        assertThat(seat.state().deadline()).isEmpty();
    }
}
