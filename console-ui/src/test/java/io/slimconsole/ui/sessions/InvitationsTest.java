package io.slimconsole.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.Outcome;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

final class InvitationsTest {
    private static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");
    private static final Name ANNA = Name.parse("org/ns/anna");
    private static final Name BEN = Name.parse("org/ns/ben");
    private static final Name ANNA_1 =
            Name.parse("org/ns/anna/00000000-0000-0000-0000-000000000001");

    private static Instant second(int n) {
        return T0.plusSeconds(n);
    }

    @Test
    void oneGoesThroughItsSteps() {
        var asked = Invitations.NONE.asked(ANNA, second(0));
        assertThat(asked.list())
                .containsExactly(
                        new Invitation(
                                1,
                                ANNA,
                                Optional.empty(),
                                Invitation.Step.WAITING,
                                second(0),
                                second(0),
                                Optional.empty()));

        var joining =
                asked.on(ANNA, new InviteStep.Discovering(ANNA), second(1))
                        .on(ANNA, new InviteStep.Joining(ANNA_1), second(2));
        assertThat(joining.list())
                .containsExactly(
                        new Invitation(
                                1,
                                ANNA,
                                Optional.of(ANNA_1),
                                Invitation.Step.JOINING,
                                second(0),
                                second(2),
                                Optional.empty()));

        var outcome = new Outcome.Invited(ANNA_1, Set.of());
        var ended =
                joining.on(ANNA, new InviteStep.Welcoming(ANNA_1), second(3))
                        .ended(1, outcome, second(4));
        assertThat(ended.list())
                .containsExactly(
                        new Invitation(
                                1,
                                ANNA,
                                Optional.of(ANNA_1),
                                Invitation.Step.ENDED,
                                second(0),
                                second(4),
                                Optional.of(outcome)));
        assertThat(ended.list().getFirst().succeeded()).isTrue();
    }

    @Test
    void ofTwoForTheSameNameTheFirstThatHasNotEndedGoesOn() {
        var two = Invitations.NONE.asked(ANNA, T0).asked(BEN, T0).asked(ANNA, T0);

        var first = two.on(ANNA, new InviteStep.Discovering(ANNA), T0);
        assertThat(first.list())
                .extracting(Invitation::step)
                .containsExactly(
                        Invitation.Step.DISCOVERING,
                        Invitation.Step.WAITING,
                        Invitation.Step.WAITING);

        var second =
                first.ended(1, new Outcome.NobodyThere(ANNA, Duration.ofSeconds(2)), T0)
                        .on(ANNA, new InviteStep.Discovering(ANNA), T0);
        assertThat(second.list())
                .extracting(Invitation::step)
                .containsExactly(
                        Invitation.Step.ENDED,
                        Invitation.Step.WAITING,
                        Invitation.Step.DISCOVERING);
    }

    @Test
    void onlyWhatHasEndedIsDismissed() {
        var two =
                Invitations.NONE
                        .asked(ANNA, T0)
                        .asked(BEN, T0)
                        .ended(2, new Outcome.SessionOver(), T0);

        assertThat(two.dismissed(1)).isEqualTo(two);
        assertThat(two.dismissed(2).list()).extracting(Invitation::asked).containsExactly(ANNA);
        assertThat(two.dismissed(2).asked(BEN, T0).last()).isEqualTo(3);
    }

    @Test
    void theLastEndedOnesAreKept() {
        Invitations many = Invitations.NONE.asked(BEN, T0);
        for (int i = 0; i < Invitations.ENDED_KEPT + 5; i++) {
            many = many.asked(ANNA, T0);
            many = many.ended(many.last(), new Outcome.SessionOver(), T0);
        }

        assertThat(many.list()).hasSize(Invitations.ENDED_KEPT + 1);
        assertThat(many.list().getFirst().asked()).isEqualTo(BEN);
        assertThat(many.list().getLast().id()).isEqualTo(many.last());
    }
}
