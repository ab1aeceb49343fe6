package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.SessionEvent;
import io.slimconsole.session.SessionOptions;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;
import io.slimconsole.session.membership.Outcome;
import io.slimconsole.session.wire.Participant;

import java.util.List;
import java.util.Optional;

/// Something that happened on a channel that the console moderates.
public sealed interface ChannelEvent {
    record Created(SessionOptions options) implements ChannelEvent {}

    /// It goes on, on another node or in another run of the console.
    ///
    /// @param members in the order in which they came, ourselves first
    record Resumed(List<Participant> members) implements ChannelEvent {
        public Resumed {
            members = List.copyOf(members);
        }
    }

    /// Somebody is to be invited.
    record Inviting(Name name) implements ChannelEvent {}

    /// An invitation has ended, however it did.
    record InviteEnded(Name name, Outcome outcome) implements ChannelEvent {}

    /// A message of ours is settled.
    ///
    /// @param to the one member that it was for; empty for all
    record Published(Optional<Name> to, Payload payload, PublishOutcome outcome)
            implements ChannelEvent {}

    /// Anything else that its session tells, but for its end.
    record OfSession(SessionEvent event) implements ChannelEvent {}

    /// It has ended for all.
    record Closed() implements ChannelEvent {}

    /// It can't be gone on with.
    ///
    /// @param why in words for the operator
    record Lost(String why) implements ChannelEvent {}
}
