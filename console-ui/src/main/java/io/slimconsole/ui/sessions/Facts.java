package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What this run of the console has seen of a channel, beside how its session stands. Unchanging.
///
/// @param came when members came
/// @param leaving whose removal is under way, as they were when it began
/// @param changes of the membership, at least
/// @param closing whether we have been asked to end it
record Facts(
        Invitations invitations,
        Map<Name, Came> came,
        Map<Name, Channel.Member> leaving,
        long changes,
        Channel.Traffic traffic,
        boolean closing) {
    static final Facts NONE =
            new Facts(Invitations.NONE, Map.of(), Map.of(), 0, Channel.Traffic.NONE, false);

    /// @param epoch counted in changes
    record Came(Instant at, long epoch) {}

    Facts {
        came = Map.copyOf(came);
        leaving = Map.copyOf(leaving);
    }

    Facts with(Invitations other) {
        return new Facts(other, came, leaving, changes, traffic, closing);
    }

    Facts joined(Name member, Instant at) {
        var more = new HashMap<>(came);
        more.put(member, new Came(at, changes + 1));
        return new Facts(invitations, more, leaving, changes + 1, traffic, closing);
    }

    Facts left(Name member) {
        var less = new HashMap<>(came);
        less.remove(member);
        return new Facts(invitations, less, leaving, changes + 1, traffic, closing);
    }

    /// Its removal begins.
    Facts leaving(Channel.Member member) {
        var more = new HashMap<>(leaving);
        more.put(member.participant().name(), member.withLeaving(true));
        return new Facts(invitations, came, more, changes, traffic, closing);
    }

    /// Its removal has ended, whatever came of it.
    Facts settled(Name member) {
        var less = new HashMap<>(leaving);
        less.remove(member);
        return new Facts(invitations, came, less, changes, traffic, closing);
    }

    Facts withAtLeast(long knownChanges) {
        return new Facts(
                invitations, came, leaving, Math.max(changes, knownChanges), traffic, closing);
    }

    Facts sent(Instant at) {
        return with(
                new Channel.Traffic(
                        traffic.sent() + 1, traffic.received(), traffic.lost(), Optional.of(at)));
    }

    Facts received(Instant at) {
        return with(
                new Channel.Traffic(
                        traffic.sent(), traffic.received() + 1, traffic.lost(), Optional.of(at)));
    }

    Facts lost(int count) {
        return with(
                new Channel.Traffic(
                        traffic.sent(),
                        traffic.received(),
                        traffic.lost() + count,
                        traffic.last()));
    }

    private Facts with(Channel.Traffic other) {
        return new Facts(invitations, came, leaving, changes, other, closing);
    }

    Facts withClosing(boolean other) {
        return new Facts(invitations, came, leaving, changes, traffic, other);
    }
}
