package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

/// What a moderator wants done, in this order.
public sealed interface ModeratorOutput {
    record Send(SessionMessage message) implements ModeratorOutput {}

    /// Subscribe the channels and begin the MLS group; answered by `Ready` or `NotReady`.
    record Begin() implements ModeratorOutput {}

    /// Make a commit, merge it and store it; answered by `Committed` or `NotCommitted`.
    record Commit(KeyChange change) implements ModeratorOutput {}

    /// What a commit does to the group.
    sealed interface KeyChange {
        record Add(Name member, ByteString keyPackage) implements KeyChange {}

        record Remove(Name member) implements KeyChange {}

        /// Out and in again by one commit.
        record Rejoin(Name member, ByteString keyPackage) implements KeyChange {}
    }

    /// An operation has ended.
    record Done(long ticket, Outcome outcome) implements ModeratorOutput {}

    /// An invitation goes on.
    record Progress(long ticket, InviteStep step) implements ModeratorOutput {}

    /// Where an invitation is.
    sealed interface InviteStep {
        record Discovering(Name name) implements InviteStep {}

        record Joining(Name instance) implements InviteStep {}

        record Welcoming(Name instance) implements InviteStep {}
    }

    record Joined(Participant member) implements ModeratorOutput {}

    /// @param itself whether it wanted to go
    record Left(Participant member, boolean itself) implements ModeratorOutput {}

    /// A member went offline, or is online again.
    record Presence(Participant member) implements ModeratorOutput {}

    /// The session is over: unsubscribe and forget it.
    record Ended() implements ModeratorOutput {}
}
