package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

import java.util.Optional;

/// What a moderator is told.
public sealed interface ModeratorInput {
    /// @param ticket that the outcome is told under
    record Invite(long ticket, Name name) implements ModeratorInput {}

    record Remove(long ticket, Name name) implements ModeratorInput {}

    record Close(long ticket) implements ModeratorInput {}

    /// A message of this session, whose sender is verified where the session asks for it.
    record Heard(SessionMessage message) implements ModeratorInput {}

    /// Nobody has the name that a request went to; only a node in this process says so.
    record NoRoute(int messageId) implements ModeratorInput {}

    /// The session goes on after a restart: channels are subscribed, and the keys are there.
    record Resumed() implements ModeratorInput {}

    /// Both channels are subscribed, and the MLS group has begun.
    record Ready(long epoch) implements ModeratorInput {}

    record NotReady(String why) implements ModeratorInput {}

    /// The commit that was asked for is made, merged and stored.
    ///
    /// @param epoch that it has led to
    record Committed(ByteString commit, Optional<ByteString> welcome, long epoch)
            implements ModeratorInput {}

    /// It can't be made; nothing has changed.
    record NotCommitted(String why) implements ModeratorInput {}

    /// We have sent data to all members.
    record Spoke() implements ModeratorInput {}

    /// A member does not acknowledge data any more.
    record Unreachable(Name member) implements ModeratorInput {}

    /// Time has passed; see [Moderating#deadline].
    record Tick() implements ModeratorInput {}
}
