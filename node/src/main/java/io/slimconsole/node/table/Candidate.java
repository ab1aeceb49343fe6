package io.slimconsole.node.table;

import org.jspecify.annotations.Nullable;

/// An entry whose key is a connection that may be chosen.
abstract class Candidate<C extends RouteTarget, E extends Candidate<C, E>> extends Entry<E> {
    final C target;

    Candidate(C target) {
        super(KeyHash.ofConnection(target.id().value()));
        this.target = target;
    }

    @Override
    final boolean hasKey(long key0, long key1, long key2) {
        return target.id().value() == key0;
    }

    @Override
    final boolean sameKey(E other) {
        return target.id().value() == other.target.id().value();
    }

    final boolean is(@Nullable RouteTarget other) {
        return other != null && target.id().value() == other.id().value();
    }

    /// Where a message counts that this candidate is chosen for.
    abstract RouteCounters counters();
}
