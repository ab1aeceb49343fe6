package io.slimconsole.node.table;

import org.jspecify.annotations.Nullable;

/// An entry whose key is a connection that may be chosen.
abstract class Candidate<C extends RouteTarget, E extends Candidate<C, E>> extends Entry<E> {
    final C target;
    // its number, here as well: to compare it must not cost a look at the target
    private final long id;

    Candidate(C target) {
        super(KeyHash.ofConnection(target.id().value()));
        this.target = target;
        id = target.id().value();
    }

    @Override
    final boolean hasKey(long key0, long key1, long key2) {
        return id == key0;
    }

    @Override
    final boolean sameKey(E other) {
        return hasKey(other.target.id().value(), 0, 0);
    }

    final boolean is(@Nullable RouteTarget other) {
        return other != null && id == other.id().value();
    }

    /// Where a message counts that this candidate is chosen for.
    abstract RouteCounters counters();
}
