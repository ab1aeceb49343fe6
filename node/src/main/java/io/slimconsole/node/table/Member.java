package io.slimconsole.node.table;

/// A connection that subscribed at least one instance under a prefix: the union over all ids, without duplicates, that a
/// destination without an id is matched against.
final class Member<C extends RouteTarget> extends Candidate<C, Member<C>> {
    /// All that it subscribed under the prefix; belongs to whoever holds the table's lock.
    final Holding.Chain<C> held;

    private final RouteCounters counters;

    /// @param counters of one of the routes that it holds here
    Member(C target, Holding.Chain<C> held, RouteCounters counters) {
        super(target);
        this.held = held;
        this.counters = counters;
    }

    @Override
    RouteCounters counters() {
        return counters;
    }

    @Override
    Member<C> self() {
        return this;
    }
}
