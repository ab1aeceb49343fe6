package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

/// What a participant is told.
public sealed interface ParticipantInput {
    /// @param ticket that the outcome is told under
    record Leave(long ticket) implements ParticipantInput {}

    record GoOffline(long ticket) implements ParticipantInput {}

    record GoOnline(long ticket) implements ParticipantInput {}

    /// A message of this session, whose sender is verified where the session asks for it.
    record Heard(SessionMessage message) implements ParticipantInput {}

    /// The session goes on after a restart: channels are subscribed, and the keys are there.
    record Resumed() implements ParticipantInput {}

    /// Nobody has the name that a request went to; only a node in this process says so.
    record NoRoute(int messageId) implements ParticipantInput {}

    /// The key package that was asked for is made.
    record KeyPackaged(ByteString keyPackage) implements ParticipantInput {}

    /// We are in the MLS group that the welcome leads to, and both channels are subscribed.
    record Entered(long epoch) implements ParticipantInput {}

    /// That didn't work; what we had before, we still have.
    record NotEntered(String why) implements ParticipantInput {}

    /// The commit is merged and stored.
    ///
    /// @param epoch that it has led to
    record Followed(long epoch) implements ParticipantInput {}

    /// The commit is refused; nothing has changed.
    record NotFollowed(String why) implements ParticipantInput {}

    /// The commit takes us out of the group.
    record TakenOut() implements ParticipantInput {}

    /// We have sent data to all members.
    record Spoke() implements ParticipantInput {}

    /// A member does not acknowledge data any more.
    record Unreachable(Name member) implements ParticipantInput {}

    /// Time has passed; see [Participating#deadline].
    record Tick() implements ParticipantInput {}
}
