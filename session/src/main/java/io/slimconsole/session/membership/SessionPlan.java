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

    private static final long SHORTEST_INTERVAL = 10;
    private static final long LONGEST_INTERVAL = 60_000;
    private static final long MOST_RETRIES = 60;

    public SessionPlan {
        metadata = Map.copyOf(metadata);
        if (channels.isPresent() != (kind == SessionKind.GROUP)) {
            throw new IllegalArgumentException("a group has channels, and nothing else has");
        }
    }

    /// The session that somebody asks us into.
    ///
    /// @param request its JOIN_REQUEST
    /// @return empty if it is none that could be joined
    public static Optional<SessionPlan> asked(SessionMessage request, Participant self) {
        if (!(request.body() instanceof Body.JoinRequest(var timers, var channels, var mls))
                || channels.isPresent() != (request.kind() == SessionKind.GROUP)
                || !channels.map(SessionPlan::areChannels).orElse(true)) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionPlan(
                        request.session(),
                        request.kind(),
                        self,
                        channels,
                        timers.map(SessionPlan::bounded).orElse(DEFAULT_TIMERS),
                        timers.isPresent(),
                        mls,
                        request.metadata()));
    }

    private static boolean areChannels(Body.Channels channels) {
        Name data = channels.data();
        Name control = channels.control();
        return data.prefix().equals(control.prefix())
                && !data.id().isNull()
                && !control.id().isNull()
                && !data.equals(control);
    }

    /// Whatever somebody asks for, what we wait for ends one day, and we don't ask without a pause.
    private static Body.Timers bounded(Body.Timers timers) {
        return new Body.Timers(
                (int)
                        Math.clamp(
                                Integer.toUnsignedLong(timers.interval()),
                                SHORTEST_INTERVAL,
                                LONGEST_INTERVAL),
                (int) Math.min(Integer.toUnsignedLong(timers.retries()), MOST_RETRIES));
    }

    Duration interval() {
        return Duration.ofMillis(Integer.toUnsignedLong(timers.interval()));
    }

    /// How long a command is repeated and waited for in all.
    public Duration patience() {
        return interval().multipliedBy(Integer.toUnsignedLong(timers.retries()) + 1);
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
