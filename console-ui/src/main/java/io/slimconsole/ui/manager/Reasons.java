package io.slimconsole.ui.manager;

import io.slimconsole.session.membership.Outcome;

import java.time.Duration;

/// Why an operation failed, as upstream begins to say it where it has words for it, and with what we know besides.
final class Reasons {
    private Reasons() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.AlreadyMember(var member) ->
                    "session cleanup failed: participant already in group: " + member;
            case Outcome.NotAMember(var name) ->
                    "session cleanup failed: participant not found in group: " + name;
            case Outcome.NobodyThere(var name, Duration waited) ->
                    notAdded("nobody answers under %s".formatted(name), waited);
            case Outcome.NoReplyToJoin(var instance, Duration waited) ->
                    notAdded("%s does not say whether it joins".formatted(instance), waited);
            case Outcome.NoReplyToWelcome(var instance, Duration waited) ->
                    notAdded("%s does not confirm that it has joined".formatted(instance), waited);
            case Outcome.NoReplyToRejoin(Duration waited) ->
                    notAdded("the moderator does not answer", waited);
            case Outcome.JoinRefused(var instance, String why) ->
                    "failed to add participant to session: %s: %s".formatted(instance, why);
            case Outcome.NotPossible(String why) -> why;
            case Outcome.SessionOver _ -> "session already closed";
            case Outcome.Invited _,
                    Outcome.Removed _,
                    Outcome.Closed _,
                    Outcome.Left _,
                    Outcome.Offline _,
                    Outcome.Online _ ->
                    "it ended as something else: " + outcome;
        };
    }

    private static String notAdded(String why, Duration waited) {
        return "failed to add participant to session: %s (waited %s ms)"
                .formatted(why, waited.toMillis());
    }
}
