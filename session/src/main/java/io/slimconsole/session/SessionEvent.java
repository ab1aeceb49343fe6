package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.ModeratorOutput.InviteStep;
import io.slimconsole.session.wire.Participant;

/// What happens in a session.
public sealed interface SessionEvent {
    /// An invitation goes on.
    ///
    /// @param name that was invited
    record Inviting(Name name, InviteStep step) implements SessionEvent {}

    record Joined(Participant member, long epoch) implements SessionEvent {}

    /// @param itself whether it wanted to go
    record Left(Participant member, boolean itself, long epoch) implements SessionEvent {}

    /// A member went offline, or is online again.
    record Presence(Participant member) implements SessionEvent {}

    /// A message that was not what it should be.
    record Refused(Name source, String why) implements SessionEvent {}

    /// The last change is not on the disk.
    record NotStored(String why) implements SessionEvent {}

    record Ended() implements SessionEvent {}
}
