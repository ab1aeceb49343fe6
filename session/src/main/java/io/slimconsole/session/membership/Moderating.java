package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a moderator knows. Unchanging.
///
/// @param commits made so far; the next one has this number and one
/// @param begun whether our channels are subscribed and our keys made
/// @param waiting operations that come after the task
/// @param missed heartbeats of each member since it was heard of
/// @param beat when the next heartbeat is due
/// @param spoke whether we said something to all since the last one
public record Moderating(
        SessionPlan plan,
        Roster roster,
        int commits,
        long epoch,
        boolean begun,
        Task task,
        List<Task.Waiting> waiting,
        Requests requests,
        Map<Name, Integer> missed,
        Instant beat,
        boolean spoke,
        boolean over) {
    public Moderating {
        waiting = List.copyOf(waiting);
        missed = Map.copyOf(missed);
    }

    /// A session in which we are alone.
    public static Moderating begin(SessionPlan plan, Instant now) {
        return new Moderating(
                plan,
                new Roster(List.of(plan.self())),
                0,
                0,
                false,
                new Task.Idle(),
                List.of(),
                Requests.NONE,
                Map.of(),
                now.plus(ModeratorMachine.HEARTBEAT),
                false,
                false);
    }

    /// A session of before; what was under way when it was stored is not.
    public static Moderating resume(
            SessionPlan plan, Roster roster, int commits, long epoch, boolean begun, Instant now) {
        var missed = new HashMap<Name, Integer>();
        for (Name member : roster.onlineBut(plan.name())) {
            missed.put(member, 0);
        }
        return new Moderating(
                plan,
                roster,
                commits,
                epoch,
                begun,
                new Task.Idle(),
                List.of(),
                Requests.NONE,
                missed,
                now.plus(ModeratorMachine.HEARTBEAT),
                false,
                false);
    }

    /// When time alone brings something.
    public Optional<Instant> deadline() {
        return over
                ? Optional.empty()
                : Stream.concat(Stream.of(beat), requests.deadline().stream())
                        .min(Instant::compareTo);
    }
}
