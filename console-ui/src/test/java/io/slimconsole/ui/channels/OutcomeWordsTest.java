package io.slimconsole.ui.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

final class OutcomeWordsTest {
    private static final Name ALICE =
            Name.parse("acme/agents/alice/0a11ce00-0000-4000-8000-000000000000");
    private static final Name BOB = Name.parse("acme/agents/bob");
    private static final Duration WAITED = Duration.ofSeconds(11);
    private static final String A = "acme/agents/alice/0a11ce00";

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Invited(ALICE, Set.of()), A + " has joined.", true),
                Arguments.of(
                        new Outcome.Invited(ALICE, Set.of(BOB)),
                        A
                                + " has joined. acme/agents/bob has not confirmed, and counts as"
                                + " offline until it is heard of.",
                        true),
                Arguments.of(new Outcome.AlreadyMember(ALICE), A + " is a member already.", true),
                Arguments.of(
                        new Outcome.NobodyThere(BOB, WAITED),
                        "Nobody answered to acme/agents/bob within 11 s.",
                        false),
                Arguments.of(
                        new Outcome.NobodyThere(BOB, Duration.ofMillis(20)),
                        "Nobody is there under acme/agents/bob: the node knows no way to it.",
                        false),
                Arguments.of(
                        new Outcome.NoReplyToJoin(ALICE, WAITED),
                        A + " is there, but did not say within 11 s whether it joins.",
                        false),
                Arguments.of(
                        new Outcome.JoinRefused(ALICE, "its key package has expired."),
                        A + " can\u2019t be added: its key package has expired.",
                        false),
                Arguments.of(
                        new Outcome.NoReplyToWelcome(ALICE, WAITED),
                        A
                                + " wanted to join, but did not confirm within 11 s that it has."
                                + " It was removed again.",
                        false),
                Arguments.of(
                        new Outcome.Removed(ALICE, true, Set.of(BOB, ALICE)),
                        A
                                + " is removed. 2 members have not confirmed, and count as offline"
                                + " until they are heard of.",
                        true),
                Arguments.of(
                        new Outcome.Removed(ALICE, false, Set.of()),
                        A + " is removed. It did not answer; it reads nothing more in either case.",
                        true),
                Arguments.of(new Outcome.NotAMember(BOB), "acme/agents/bob is no member.", true),
                Arguments.of(
                        new Outcome.NotPossible("the disk is full."),
                        "Nothing has changed: the disk is full.",
                        false),
                Arguments.of(new Outcome.Closed(Set.of()), "The channel is closed.", true),
                Arguments.of(
                        new Outcome.SessionOver(),
                        "The channel had ended before it came to that.",
                        false));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("outcomes")
    void everyOutcomeOfAModeratorHasItsSentence(Outcome outcome, String sentence, boolean good) {
        assertThat(OutcomeWords.sentence(outcome)).isEqualTo(sentence);
        assertThat(OutcomeWords.isGood(outcome)).isEqualTo(good);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("outcomes")
    void whatFailedAtAStepSaysWhatToTry(Outcome outcome, String sentence, boolean good) {
        boolean atAStep =
                !good
                        && !(outcome instanceof Outcome.NotPossible)
                        && !(outcome instanceof Outcome.SessionOver);

        assertThat(OutcomeWords.advice(outcome).isEmpty()).as(sentence).isEqualTo(!atAStep);
    }
}
