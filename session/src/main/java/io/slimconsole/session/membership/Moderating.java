package io.slimconsole.session.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a moderator knows. Unchanging.
///
/// @param commits made so far; the next one has this number and one
/// @param begun whether our channels are subscribed and our keys made
/// @param waiting operations that come after the task
public record Moderating(
        SessionPlan plan,
        Roster roster,
        int commits,
        long epoch,
        boolean begun,
        Task task,
        List<Task.Waiting> waiting,
        Requests requests,
        Liveness liveness,
        boolean over) {
    public Moderating {
        waiting = List.copyOf(waiting);
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
                Liveness.from(now),
                false);
    }

    /// A session of before; what was under way when it was stored is not.
    public static Moderating resume(
            SessionPlan plan, Roster roster, int commits, long epoch, boolean begun, Instant now) {
        return new Moderating(
                plan,
                roster,
                commits,
                epoch,
                begun,
                new Task.Idle(),
                List.of(),
                Requests.NONE,
                Liveness.from(now),
                false);
    }

    /// When time alone brings something.
    public Optional<Instant> deadline() {
        return over
                ? Optional.empty()
                : Stream.concat(Stream.of(liveness.beat()), requests.deadline().stream())
                        .min(Instant::compareTo);
    }
}
