package io.slimconsole.session.delivery;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionMessage;

/// What can happen to the data of a session. We ourselves are no member in the sense of these; what is said of us as one
/// changes nothing.
public sealed interface DeliveryInput {
    /// The application publishes to all members.
    ///
    /// @param ticket that the outcome is told under; a number that the caller chooses, each once
    record Publish(long ticket, Payload payload) implements DeliveryInput {}

    /// The application publishes to one member. Between two, that is the same as to all.
    record PublishTo(long ticket, Name destination, Payload payload) implements DeliveryInput {}

    /// A message came from the network: data or what belongs to it, authenticated and decrypted.
    record Received(SessionMessage message) implements DeliveryInput {
        public Received {
            if (message.body().isCommand()) {
                throw new IllegalArgumentException(
                        "a command is for the membership of a session, not for its data: "
                                + message.body());
            }
        }
    }

    /// A member is there: for the first time, or again.
    ///
    /// @param fresh whether it comes into the session only now, so that its first message has the id 1; otherwise its
    ///     sequence begins with whatever we hear first
    record MemberOnline(Participant participant, boolean fresh) implements DeliveryInput {}

    /// A member is not there at the moment. Its acknowledgements are not waited for; what it sends is taken, as before.
    record MemberOffline(Name name) implements DeliveryInput {}

    /// A member is no longer one. It is not heard any more, until it is [MemberOnline] again.
    record MemberRemoved(Name name) implements DeliveryInput {}

    /// It is time for what was to happen at [Delivery#nextDeadline].
    record TimePassed() implements DeliveryInput {}

    /// Publish nothing new, take nothing new, and end when what is under way is through, or after
    /// [Delivery#DRAIN_LIMIT].
    record Drain() implements DeliveryInput {}

    /// End now.
    record Close() implements DeliveryInput {}
}
