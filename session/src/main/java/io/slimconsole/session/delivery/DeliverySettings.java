package io.slimconsole.session.delivery;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionKind;

import java.util.Optional;

/// What is settled about the data of a session before the first message.
///
/// @param self our name in the session, with its instance
/// @param channel that a group's data goes to; empty for point-to-point, where it goes to the other one
/// @param session unsigned 32 bits
/// @param reliability empty if nothing is acknowledged, put in order or asked for again
/// @param sends whether our application publishes
/// @param receives whether our application takes messages
/// @param sequence the last id that was used in this session, by us; 0 in a new one
/// @see "session.md 1.3, 1.5, 3.1"
public record DeliverySettings(
        Name self,
        Optional<Name> channel,
        int session,
        Optional<Reliability> reliability,
        boolean sends,
        boolean receives,
        int sequence) {
    public DeliverySettings {
        if (!MessageIds.isSequenced(sequence)) {
            throw new IllegalArgumentException(
                    "%s is no id of a sequence, which end at %d"
                            .formatted(Integer.toUnsignedString(sequence), Integer.MAX_VALUE));
        }
    }

    boolean isGroup() {
        return channel.isPresent();
    }

    boolean isReliable() {
        return reliability.isPresent();
    }

    SessionKind kind() {
        return isGroup() ? SessionKind.GROUP : SessionKind.POINT_TO_POINT;
    }
}
