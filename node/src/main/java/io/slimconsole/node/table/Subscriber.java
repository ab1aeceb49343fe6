package io.slimconsole.node.table;

import io.slimconsole.node.RouteSnapshot;

import java.time.Instant;

/// A connection that subscribed a name.
final class Subscriber<C extends RouteTarget> extends Candidate<C, Subscriber<C>> {
    final Holding<C> holding;
    final RouteSnapshot.Subscriber snapshot;

    Subscriber(C target, Holding<C> holding, Instant since) {
        super(target);
        this.holding = holding;
        snapshot = new RouteSnapshot.Subscriber(target.id(), target.type(), since);
    }

    @Override
    RouteCounters counters() {
        return holding.counters;
    }

    @Override
    Subscriber<C> self() {
        return this;
    }
}
