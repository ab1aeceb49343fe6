package io.slimconsole.ui.sessions;

import io.slimconsole.mls.GroupView;
import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.wire.Participant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A channel as it was at one moment. Unchanging.
///
/// @param sessionId unsigned 32 bits
/// @param name three components, without instance
/// @param epoch counts the changes of membership
/// @param members in the order in which they came, ourselves first
/// @param leaving who is no member any more, while the others are told
/// @param invitations under way, and ended ones that were not dismissed; the oldest first
/// @param keys of its MLS group; empty without MLS, and before the first invitation
/// @param notStored why the last change is not on the disk, if it is not
public record Channel(
        int sessionId,
        Name name,
        SessionOptions options,
        Instant created,
        Phase phase,
        long epoch,
        List<Member> members,
        List<Member> leaving,
        List<Invitation> invitations,
        Traffic traffic,
        Optional<GroupView> keys,
        Optional<String> notStored) {
    public Channel {
        members = List.copyOf(members);
        leaving = List.copyOf(leaving);
        invitations = List.copyOf(invitations);
    }

    /// Where a channel is in its life.
    public enum Phase {
        /// Nobody was invited yet.
        NEW,
        OPEN,
        CLOSING
    }

    /// @param self whether it is the console
    /// @param joined when it came, as far as this run of the console has seen it
    /// @param joinedEpoch in which epoch it came, as far as we know
    /// @param leaf its place in the MLS tree
    /// @param leaving whether its removal is under way
    public record Member(
            Participant participant,
            boolean self,
            Optional<Instant> joined,
            OptionalLong joinedEpoch,
            OptionalInt leaf,
            boolean leaving) {
        public Member withLeaving(boolean other) {
            return new Member(participant, self, joined, joinedEpoch, leaf, other);
        }
    }

    /// @param sent messages that we have published
    /// @param received messages that we have read
    /// @param lost messages that were announced and never came
    public record Traffic(long sent, long received, long lost, Optional<Instant> last) {
        public static final Traffic NONE = new Traffic(0, 0, 0, Optional.empty());
    }
}
