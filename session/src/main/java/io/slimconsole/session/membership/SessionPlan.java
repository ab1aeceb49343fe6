package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What is settled when a session begins, and doesn't change afterwards.
///
/// @param id unsigned 32 bits
/// @param self our own entry in the roster
/// @param channels of a group; empty for point-to-point
/// @param timers of commands, and of data where `reliable` says so
/// @param mls empty for a session without
/// @param metadata that everybody who is invited gets to see
/// @see "session.md 1.4 to 1.7"
public record SessionPlan(
        int id,
        SessionKind kind,
        Participant self,
        Optional<Body.Channels> channels,
        Body.Timers timers,
        boolean reliable,
        Optional<Body.Mls> mls,
        Map<String, String> metadata) {
    /// Of commands, where a session is not reliable.
    public static final Body.Timers DEFAULT_TIMERS = new Body.Timers(1_000, 10);

    public SessionPlan {
        metadata = Map.copyOf(metadata);
        if (channels.isPresent() != (kind == SessionKind.GROUP)) {
            throw new IllegalArgumentException("a group has channels, and nothing else has");
        }
    }

    Duration interval() {
        return Duration.ofMillis(Integer.toUnsignedLong(timers.interval()));
    }

    Name name() {
        return self.name();
    }

    /// A command for one member.
    SessionMessage command(Name to, int messageId, Body body) {
        return new SessionMessage(name(), to, false, kind, id, messageId, Map.of(), body);
    }

    /// A command for all members of a group.
    SessionMessage broadcast(int messageId, Body body) {
        Name control = channels.orElseThrow().control();
        return new SessionMessage(name(), control, true, kind, id, messageId, Map.of(), body);
    }
}
