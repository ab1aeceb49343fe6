package io.slimconsole.session.membership;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.wire.SessionMessage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/// Commands that wait for answers, and are repeated until they have them or time is up. Unchanging.
///
/// @see "session.md 2.3"
public record Requests(List<Open> open) {
    static final Requests NONE = new Requests(List.of());

    public Requests {
        open = List.copyOf(open);
    }

    /// @param ids that it was sent with, the newest last: an answer to each of them counts
    /// @param awaited who has not answered yet
    /// @param left how often it may be repeated
    /// @param freshIds whether each repetition has an id of its own. A peer that uses MLS takes one that it knows for a replay
    ///     and stays silent, also if it was its answer that got lost.
    public record Open(
            SessionMessage message,
            List<Integer> ids,
            Set<Name> awaited,
            int left,
            Instant next,
            boolean freshIds) {
        public Open {
            ids = List.copyOf(ids);
            awaited = Set.copyOf(awaited);
        }

        private Open answeredBy(Name who) {
            var others = new HashSet<>(awaited);
            others.remove(who);
            return new Open(message, ids, others, left, next, freshIds);
        }
    }

    Requests with(
            SessionMessage message,
            Set<Name> awaited,
            int retries,
            Instant next,
            boolean freshIds) {
        var more = new ArrayList<>(open);
        more.add(new Open(message, List.of(message.id()), awaited, retries, next, freshIds));
        return new Requests(more);
    }

    Optional<Open> find(int id) {
        return open.stream().filter(each -> each.ids().contains(id)).findFirst();
    }

    /// Somebody has answered; the request stays until it is taken out.
    Requests answered(int id, Name who) {
        return new Requests(
                open.stream()
                        .map(each -> each.ids().contains(id) ? each.answeredBy(who) : each)
                        .toList());
    }

    /// Nobody waits for that member any more.
    Requests withoutAwaiting(Name who) {
        return new Requests(open.stream().map(each -> each.answeredBy(who)).toList());
    }

    Requests without(int id) {
        return without(each -> each.ids().contains(id));
    }

    Requests without(Predicate<Open> which) {
        return new Requests(open.stream().filter(which.negate()).toList());
    }

    Optional<Instant> deadline() {
        return open.stream().map(Open::next).min(Instant::compareTo);
    }

    /// What a moment brings.
    ///
    /// @param again to be sent once more
    /// @param failed out of repetitions; they are still among `requests`
    record Passed(Requests requests, List<SessionMessage> again, List<Open> failed) {}

    Passed at(Instant now, Duration interval, IntSupplier newId) {
        var left = new ArrayList<Open>();
        var again = new ArrayList<SessionMessage>();
        var failed = new ArrayList<Open>();
        for (Open each : open) {
            if (each.next().isAfter(now)) {
                left.add(each);
            } else if (each.left() == 0) {
                left.add(each);
                failed.add(each);
            } else {
                SessionMessage message = each.message();
                List<Integer> ids = each.ids();
                if (each.freshIds()) {
                    int id = newId.getAsInt();
                    message = message.withId(id);
                    var more = new ArrayList<>(ids);
                    more.add(id);
                    ids = more;
                }
                again.add(message);
                left.add(
                        new Open(
                                message,
                                ids,
                                each.awaited(),
                                each.left() - 1,
                                now.plus(interval),
                                each.freshIds()));
            }
        }
        return new Passed(new Requests(left), again, failed);
    }
}
