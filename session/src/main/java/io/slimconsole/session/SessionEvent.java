package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.DeliveryOutput;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.membership.ParticipantOutput;
import io.slimconsole.session.wire.Participant;

/// What happens in a session.
public sealed interface SessionEvent {
    /// An invitation goes on.
    ///
    /// @param name that was invited
    record Inviting(Name name, InviteStep step) implements SessionEvent {}

    /// We are in a session that somebody else moderates.
    record Began(long epoch) implements SessionEvent {}

    /// We had missed something, and were added anew.
    record Rejoined(long epoch) implements SessionEvent {}

    record Joined(Participant member, long epoch) implements SessionEvent {}

    /// @param itself whether it wanted to go, as far as we can know: its moderator alone does
    record Left(Participant member, boolean itself, long epoch) implements SessionEvent {}

    /// A member went offline, or is online again.
    record Presence(Participant member) implements SessionEvent {}

    /// Somebody said something.
    ///
    /// @param directed whether it was for us alone
    record Message(Name source, Payload payload, boolean directed) implements SessionEvent {}

    /// Messages that won't come, in their place among the others of their sender.
    ///
    /// @param first id of the lost ones, which follow one another
    record Lost(Name source, int first, int count, DeliveryOutput.Loss reason)
            implements SessionEvent {}

    /// A message that was not what it should be.
    record Refused(Name source, String why) implements SessionEvent {}

    /// The last change is not on the disk.
    record NotStored(String why) implements SessionEvent {}

    /// A session that somebody else moderates is over for us, which it was before it [Ended].
    record Out(ParticipantOutput.Reason why) implements SessionEvent {}

    record Ended() implements SessionEvent {}
}
