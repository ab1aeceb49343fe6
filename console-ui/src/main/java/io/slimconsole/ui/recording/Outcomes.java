package io.slimconsole.ui.recording;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// How operations of sessions ended, as facts.
final class Outcomes {
    private Outcomes() {}

    static Activity add(Activity activity, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Invited(Name member, Set<Name> silent) ->
                    silent(activity.with("instance", Recorder.text(member)), silent);
            case Outcome.Removed(_, boolean answered, Set<Name> silent) ->
                    silent(activity.with("answered", Boolean.toString(answered)), silent);
            case Outcome.Closed(Set<Name> silent) -> silent(activity, silent);
            case Outcome.Offline(Set<Name> silent) -> silent(activity, silent);
            case Outcome.Online(Set<Name> silent) -> silent(activity, silent);
            case Outcome.Left(boolean answered) ->
                    activity.with("answered", Boolean.toString(answered));
            case Outcome.AlreadyMember(Name member) ->
                    failed(activity, Recorder.text(member) + " is a member already");
            case Outcome.NobodyThere(Name name, Duration waited) ->
                    failed(activity, "nobody answers under " + Recorder.text(name), waited);
            case Outcome.NoReplyToJoin(Name instance, Duration waited) ->
                    failed(
                            activity,
                            Recorder.text(instance) + " does not say whether it joins",
                            waited);
            case Outcome.NoReplyToWelcome(Name instance, Duration waited) ->
                    failed(
                            activity,
                            Recorder.text(instance) + " does not confirm that it has joined",
                            waited);
            case Outcome.NoReplyToRejoin(Duration waited) ->
                    failed(activity, "the moderator does not answer", waited);
            case Outcome.JoinRefused(Name instance, String why) ->
                    failed(activity, Recorder.text(instance) + ": " + why);
            case Outcome.NotAMember(Name name) ->
                    failed(activity, Recorder.text(name) + " is no member");
            case Outcome.NotPossible(String why) -> failed(activity, why);
            case Outcome.SessionOver _ -> failed(activity, "the channel has ended");
        };
    }

    static Activity add(Activity activity, PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Sent(int id) ->
                    activity.with("message", Integer.toUnsignedString(id));
            case PublishOutcome.Answered answered -> {
                Activity known =
                        activity.with("message", Integer.toUnsignedString(answered.id()))
                                .with("acknowledged", names(answered.acknowledged()));
                yield answered.isComplete()
                        ? known
                        : known.with("missing", names(answered.missing())).failed();
            }
            case PublishOutcome.Refused(PublishOutcome.Reason reason) ->
                    failed(activity, reason.name());
        };
    }

    private static Activity silent(Activity activity, Set<Name> silent) {
        return silent.isEmpty() ? activity : activity.with("silent", names(silent));
    }

    private static String names(Collection<Name> names) {
        return names.stream().map(Recorder::text).sorted().collect(Collectors.joining(", "));
    }

    private static Activity failed(Activity activity, String why, Duration waited) {
        return failed(activity.with("waited", waited.toMillis() + " ms"), why);
    }

    private static Activity failed(Activity activity, String why) {
        return activity.with("reason", why).failed();
    }
}
