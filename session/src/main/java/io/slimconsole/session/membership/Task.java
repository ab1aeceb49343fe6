package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;

import java.util.Optional;
import java.util.Set;

/// What a moderator is busy with: one change of the membership at a time.
///
/// @see "session.md 2.4, 2.6, 2.7, 2.13"
public sealed interface Task {
    /// Somebody asked for it; the others follow from what members do.
    ///
    /// @param ticket empty if nobody waits for the outcome
    record Wanted(Optional<Long> ticket) {
        static final Wanted BY_NOBODY = new Wanted(Optional.empty());
    }

    record Idle() implements Task {}

    record Discovering(Wanted wanted, Name name, int request) implements Task {}

    /// Our own channels and keys come first.
    record Beginning(Wanted wanted, Name instance) implements Task {}

    record Joining(Wanted wanted, Name instance, int request) implements Task {}

    record AddCommitting(Wanted wanted, Participant member) implements Task {}

    /// @param update to the other members, if there are any who answer
    record Adding(
            Wanted wanted,
            Participant member,
            int welcome,
            Optional<Integer> update,
            Set<Name> silent)
            implements Task {}

    /// @param leaving whether it goes by itself, and knows
    record RemoveCommitting(Wanted wanted, Participant member, boolean leaving) implements Task {}

    record Removing(
            Wanted wanted, Participant member, boolean leaving, int update, Set<Name> silent)
            implements Task {}

    record Dismissing(Wanted wanted, Participant member, int request, Set<Name> silent)
            implements Task {}

    /// @param request id of what it asked with
    record RejoinCommitting(Participant member, int request) implements Task {}

    record Rejoining(Participant member, int reply, int update) implements Task {}

    record Closing(Wanted wanted, int request) implements Task {}

    /// What waits for its turn.
    sealed interface Waiting {
        record Invite(Wanted wanted, Name name) implements Waiting {}

        record Remove(Wanted wanted, Name name) implements Waiting {}

        /// A member that goes by itself.
        record Leave(Participant member) implements Waiting {}

        record Rejoin(Name member, ByteString keyPackage, int request) implements Waiting {}
    }
}
