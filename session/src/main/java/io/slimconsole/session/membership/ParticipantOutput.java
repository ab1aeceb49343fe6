package io.slimconsole.session.membership;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

import java.util.Optional;

/// What a participant wants done, in this order.
public sealed interface ParticipantOutput {
    record Send(SessionMessage message) implements ParticipantOutput {}

    /// Make a new key package and keep its keys until a welcome comes; answered by `KeyPackaged`.
    record MakeKeyPackage() implements ParticipantOutput {}

    /// Join the MLS group in place of the one we may be in, and subscribe the channels; answered by `Entered` or `NotEntered`.
    ///
    /// @param welcome an MLSMessage; empty in a session without MLS
    record Enter(Optional<ByteString> welcome) implements ParticipantOutput {}

    /// Merge a commit and store it; answered by `Followed`, `NotFollowed` or `TakenOut`.
    ///
    /// @param commit an MLSMessage
    record Follow(ByteString commit) implements ParticipantOutput {}

    /// Subscribe to our channels no longer.
    record LeaveChannels() implements ParticipantOutput {}

    /// An operation has ended.
    record Done(long ticket, Outcome outcome) implements ParticipantOutput {}

    /// We are in: the application may hear of the session.
    record Began() implements ParticipantOutput {}

    /// We had missed something, and were added anew.
    record Rejoined() implements ParticipantOutput {}

    record Joined(Participant member) implements ParticipantOutput {}

    record Left(Participant member) implements ParticipantOutput {}

    /// A member went offline, or is online again.
    record Presence(Participant member) implements ParticipantOutput {}

    /// Something that we do not do, and why.
    record Refused(Name source, String why) implements ParticipantOutput {}

    /// The session is over for us: forget it.
    record Ended(Reason why) implements ParticipantOutput {}

    /// Why a session is over.
    enum Reason {
        /// The moderator has ended it for all.
        CLOSED,
        /// The moderator wants us no longer.
        REMOVED,
        /// We wanted to go.
        LEFT,
        /// We were asked to come, and then not let in.
        NOT_WELCOMED,
        /// The others went on without us, and the moderator does not take us back.
        LOST
    }
}
