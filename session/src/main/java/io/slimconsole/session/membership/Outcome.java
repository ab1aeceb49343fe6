package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;

import java.time.Duration;
import java.util.Set;

/// How an operation on the membership ended, a moderator's or a participant's. Each ends in a bounded time.
public sealed interface Outcome {
    /// @param member with its instance
    /// @param silent members that have not said that they know; they count as offline until they are heard of
    record Invited(Name member, Set<Name> silent) implements Outcome {}

    record AlreadyMember(Name member) implements Outcome {}

    /// Nobody answered under that name.
    record NobodyThere(Name name, Duration waited) implements Outcome {}

    /// An instance answered, and then did not say whether it joins.
    record NoReplyToJoin(Name instance, Duration waited) implements Outcome {}

    /// What an instance sent to be added with is not good.
    record JoinRefused(Name instance, String why) implements Outcome {}

    /// An instance wanted to join, and then did not confirm that it has. It is removed again.
    record NoReplyToWelcome(Name instance, Duration waited) implements Outcome {}

    /// @param answered whether it has said that it is out; it reads nothing more in either case
    record Removed(Name member, boolean answered, Set<Name> silent) implements Outcome {}

    record NotAMember(Name name) implements Outcome {}

    /// Our own membership did not change.
    record NotPossible(String why) implements Outcome {}

    /// @param silent members that have not said that they know
    record Closed(Set<Name> silent) implements Outcome {}

    /// We are out.
    ///
    /// @param answered whether the moderator has said that it knows
    record Left(boolean answered) implements Outcome {}

    /// @param silent members that have not said that they know
    record Offline(Set<Name> silent) implements Outcome {}

    /// @param silent members that have not said that they know; they count as offline until they are heard of
    record Online(Set<Name> silent) implements Outcome {}

    /// We have missed something, and the moderator did not take us back.
    record NoReplyToRejoin(Duration waited) implements Outcome {}

    /// The session ended before it came to that.
    record SessionOver() implements Outcome {}
}
