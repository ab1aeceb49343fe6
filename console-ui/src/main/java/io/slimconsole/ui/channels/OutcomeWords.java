package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import java.time.Duration;
import java.util.Set;

/// How an operation on a channel ended, in the operator's words: who, at which step, how long it waited, what to try.
final class OutcomeWords {
    private static final Texts TEXTS = Texts.of(OutcomeWords.class);

    private OutcomeWords() {}

    /// Whether it came to what was asked for, or it was so already.
    static boolean isGood(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Invited _,
                    Outcome.AlreadyMember _,
                    Outcome.Removed _,
                    Outcome.NotAMember _,
                    Outcome.Left _,
                    Outcome.Offline _,
                    Outcome.Online _,
                    Outcome.Closed _ ->
                    true;
            case Outcome.NobodyThere _,
                    Outcome.NoReplyToJoin _,
                    Outcome.JoinRefused _,
                    Outcome.NoReplyToWelcome _,
                    Outcome.NoReplyToRejoin _,
                    Outcome.NotPossible _,
                    Outcome.SessionOver _ ->
                    false;
        };
    }

    /// What happened, in a sentence.
    static String sentence(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Invited(Name member, Set<Name> silent) ->
                    with(TEXTS.get("outcome.invited", called(member)), silent);
            case Outcome.AlreadyMember(Name member) ->
                    TEXTS.get("outcome.already-member", called(member));
            case Outcome.NobodyThere(Name name, Duration waited) ->
                    waited.toSeconds() == 0
                            ? TEXTS.get("outcome.nobody-there-at-once", called(name))
                            : TEXTS.get("outcome.nobody-there", called(name), seconds(waited));
            case Outcome.NoReplyToJoin(Name instance, Duration waited) ->
                    TEXTS.get("outcome.no-reply-to-join", called(instance), seconds(waited));
            case Outcome.JoinRefused(Name instance, String why) ->
                    TEXTS.get("outcome.join-refused", called(instance), why);
            case Outcome.NoReplyToWelcome(Name instance, Duration waited) ->
                    TEXTS.get("outcome.no-reply-to-welcome", called(instance), seconds(waited));
            case Outcome.Removed(Name member, boolean answered, Set<Name> silent) ->
                    with(
                            TEXTS.get(
                                    answered ? "outcome.removed" : "outcome.removed-unanswered",
                                    called(member)),
                            silent);
            case Outcome.NotAMember(Name name) -> TEXTS.get("outcome.not-a-member", called(name));
            case Outcome.NotPossible(String why) -> TEXTS.get("outcome.not-possible", why);
            case Outcome.Closed(Set<Name> silent) -> with(TEXTS.get("outcome.closed"), silent);
            case Outcome.Left(boolean answered) ->
                    TEXTS.get(answered ? "outcome.left" : "outcome.left-unanswered");
            case Outcome.Offline(Set<Name> silent) -> with(TEXTS.get("outcome.offline"), silent);
            case Outcome.Online(Set<Name> silent) -> with(TEXTS.get("outcome.online"), silent);
            case Outcome.NoReplyToRejoin(Duration waited) ->
                    TEXTS.get("outcome.no-reply-to-rejoin", seconds(waited));
            case Outcome.SessionOver _ -> TEXTS.get("outcome.session-over");
        };
    }

    /// What to try; empty where there is nothing to do.
    static String advice(Outcome outcome) {
        return switch (outcome) {
            case Outcome.NobodyThere _ -> TEXTS.get("advice.nobody-there");
            case Outcome.NoReplyToJoin _ -> TEXTS.get("advice.no-reply-to-join");
            case Outcome.JoinRefused _ -> TEXTS.get("advice.join-refused");
            case Outcome.NoReplyToWelcome _ -> TEXTS.get("advice.no-reply-to-welcome");
            case Outcome.Invited _,
                    Outcome.AlreadyMember _,
                    Outcome.Removed _,
                    Outcome.NotAMember _,
                    Outcome.NotPossible _,
                    Outcome.Closed _,
                    Outcome.Left _,
                    Outcome.Offline _,
                    Outcome.Online _,
                    Outcome.NoReplyToRejoin _,
                    Outcome.SessionOver _ ->
                    "";
        };
    }

    private static String with(String sentence, Set<Name> silent) {
        return switch (silent.size()) {
            case 0 -> sentence;
            case 1 ->
                    sentence + " " + TEXTS.get("outcome.silent", called(silent.iterator().next()));
            default ->
                    sentence + " " + TEXTS.get("outcome.silent.many", Formats.count(silent.size()));
        };
    }

    private static String called(Name name) {
        return ChannelWords.called(name);
    }

    private static String seconds(Duration waited) {
        return Formats.duration(waited);
    }
}
