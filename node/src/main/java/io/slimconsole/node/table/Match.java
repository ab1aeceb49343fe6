package io.slimconsole.node.table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Who gets a message: filled by [SubscriptionTable#match], used again for the next message.
///
/// Made once per event loop; allocates nothing once it is large enough. Not thread-safe.
public final class Match<C extends RouteTarget> {
    private final List<C> targets = new ArrayList<>();
    private final List<RouteCounters> counters = new ArrayList<>();
    private @Nullable RouteTarget from;

    /// How many receivers; zero means that the message goes nowhere.
    public int size() {
        return targets.size();
    }

    /// @param index from 0, less than [#size]
    public C target(int index) {
        return targets.get(index);
    }

    /// Counts the message for the routes that it takes; call it once the message is on its way.
    ///
    /// @param bytes of the message
    /// @param nowMillis since the epoch
    public void count(int bytes, long nowMillis) {
        for (int i = 0; i < counters.size(); i++) {
            counters.get(i).count(bytes, nowMillis);
        }
    }

    /// Forgets the receivers, so that the match keeps nobody reachable.
    public void clear() {
        begin(null);
    }

    void begin(@Nullable RouteTarget arrivedFrom) {
        targets.clear();
        counters.clear();
        from = arrivedFrom;
    }

    /// Takes one subscriber of the route.
    void oneOf(Route<C> route) {
        one(route.subscribers, route.counters.turn);
    }

    /// Takes one of those who subscribed anything under the prefix.
    void oneOf(Prefix<C> prefix) {
        one(prefix.members, prefix.turn);
    }

    private <E extends Candidate<C, E>> void one(ByType<E> candidates, Turn turn) {
        if (!one(candidates.local(), turn)
                && !one(candidates.remote(), turn)
                && !one(candidates.peer(), turn)) {
            one(candidates.edge(), turn);
        }
    }

    private <E extends Candidate<C, E>> boolean one(@Nullable Slot<E> candidates, Turn turn) {
        if (candidates == null) {
            return false;
        }
        int last = candidates.size() - 1;
        int eligible = contains(candidates, from) ? last : last + 1;
        if (eligible == 0) {
            return false;
        }
        int start = turn.take(eligible);
        for (int i = 0; i < eligible; i++) {
            E candidate = inTurn(candidates, (start + i) % eligible, from);
            if (candidate.target.reachable()) {
                targets.add(candidate.target);
                counters.add(candidate.counters());
                return true;
            }
        }
        return false;
    }

    static <C extends RouteTarget, E extends Candidate<C, E>> boolean contains(
            Slot<E> candidates, @Nullable RouteTarget from) {
        if (from == null) {
            return false;
        }
        long id = from.id().value();
        return Trie.find(candidates, KeyHash.ofConnection(id), id, 0, 0) != null;
    }

    /// The candidate at a place among those that are not the sender: the last one stands in at the sender's place.
    static <C extends RouteTarget, E extends Candidate<C, E>> E inTurn(
            Slot<E> candidates, int place, @Nullable RouteTarget from) {
        E candidate = Trie.at(candidates, place);
        return candidate.is(from) ? Trie.at(candidates, candidates.size() - 1) : candidate;
    }

    /// Takes all subscribers of the route; for the route that is one message.
    void allOf(Route<C> route) {
        all(route.subscribers, false);
        if (!targets.isEmpty()) {
            counters.add(route.counters);
        }
    }

    /// Takes all who subscribed anything under the prefix, each counted for one of its routes.
    void allOf(Prefix<C> prefix) {
        all(prefix.members, true);
    }

    private <E extends Candidate<C, E>> void all(ByType<E> candidates, boolean counted) {
        all(candidates.local(), counted);
        all(candidates.remote(), counted);
        all(candidates.peer(), counted);
        all(candidates.edge(), counted);
    }

    private <E extends Candidate<C, E>> void all(@Nullable Slot<E> slot, boolean counted) {
        switch (slot) {
            case null -> {}
            case Entry<E> entry -> add(entry.self(), counted);
            case Bucket<E> bucket -> {
                for (E candidate : bucket.entries) {
                    add(candidate, counted);
                }
            }
            case Node<E> node -> {
                for (Slot<E> each : node.slots) {
                    all(each, counted);
                }
            }
        }
    }

    private <E extends Candidate<C, E>> void add(E candidate, boolean counted) {
        if (candidate.is(from) || !candidate.target.reachable()) {
            return;
        }
        targets.add(candidate.target);
        if (counted) {
            counters.add(candidate.counters());
        }
    }
}
