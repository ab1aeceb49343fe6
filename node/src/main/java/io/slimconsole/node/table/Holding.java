package io.slimconsole.node.table;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/// One name that one connection subscribed, with the ids under which it did.
///
/// Belongs to whoever holds the table's lock; what readers look at is final. It stands in two chains, oldest first: all
/// that its connection holds, and all that it holds under the same prefix.
final class Holding<C extends RouteTarget> {
    final EncodedName name;
    final Optional<Name> strings;
    final RouteCounters counters;
    final Chain<C> samePrefix;

    private long[] subscriptionIds = {};
    private int count;

    /// How often it was subscribed without an id; each may be taken back under an id that we never heard of.
    private int unnumbered;

    private @Nullable Holding<C> newer;
    private @Nullable Holding<C> older;
    private @Nullable Holding<C> newerOfPrefix;
    private @Nullable Holding<C> olderOfPrefix;

    Holding(EncodedName name, Optional<Name> strings, RouteCounters counters, Chain<C> samePrefix) {
        this.name = name;
        this.strings = strings;
        this.counters = counters;
        this.samePrefix = samePrefix;
    }

    boolean has(long subscriptionId) {
        return subscriptionId == 0 ? unnumbered > 0 : indexOf(subscriptionId) >= 0;
    }

    void add(long subscriptionId) {
        if (subscriptionId == 0) {
            unnumbered = Math.max(unnumbered, unnumbered + 1);
        } else if (indexOf(subscriptionId) < 0) {
            if (count == subscriptionIds.length) {
                subscriptionIds = Arrays.copyOf(subscriptionIds, Math.max(1, 2 * count));
            }
            subscriptionIds[count++] = subscriptionId;
        }
    }

    /// Takes back what was subscribed under this id; zero stands for all that had none.
    ///
    /// @return false if it wasn't there
    boolean remove(long subscriptionId) {
        if (subscriptionId == 0) {
            boolean any = unnumbered > 0;
            unnumbered = 0;
            return any;
        }
        int index = indexOf(subscriptionId);
        if (index < 0) {
            return false;
        }
        count--;
        subscriptionIds[index] = subscriptionIds[count];
        return true;
    }

    boolean removeOneUnnumbered() {
        if (unnumbered == 0) {
            return false;
        }
        unnumbered--;
        return true;
    }

    boolean isEmpty() {
        return count == 0 && unnumbered == 0;
    }

    /// How many places of its connection's limit it takes up.
    int registrations() {
        return count + (unnumbered > 0 ? 1 : 0);
    }

    /// The ids that are not zero, in no particular order.
    long[] subscriptionIds() {
        return Arrays.copyOf(subscriptionIds, count);
    }

    private int indexOf(long subscriptionId) {
        for (int i = 0; i < count; i++) {
            if (subscriptionIds[i] == subscriptionId) {
                return i;
            }
        }
        return -1;
    }

    @Nullable Holding<C> newer() {
        return newer;
    }

    /// Holdings in the order in which they came, linked through themselves.
    static final class Chain<C extends RouteTarget> {
        private final boolean ofPrefix;
        // a window asks for the oldest name without the lock
        private volatile @Nullable Holding<C> oldest;
        private @Nullable Holding<C> newest;

        private Chain(boolean ofPrefix) {
            this.ofPrefix = ofPrefix;
        }

        static <C extends RouteTarget> Chain<C> ofConnection() {
            return new Chain<>(false);
        }

        static <C extends RouteTarget> Chain<C> ofPrefix() {
            return new Chain<>(true);
        }

        @Nullable Holding<C> oldest() {
            return oldest;
        }

        void add(Holding<C> holding) {
            var last = newest;
            newest = holding;
            if (last == null) {
                oldest = holding;
            } else {
                setNewer(last, holding);
                setOlder(holding, last);
            }
        }

        void remove(Holding<C> holding) {
            var before = ofPrefix ? holding.olderOfPrefix : holding.older;
            var after = ofPrefix ? holding.newerOfPrefix : holding.newer;
            if (before == null) {
                oldest = after;
            } else {
                setNewer(before, after);
            }
            if (after == null) {
                newest = before;
            } else {
                setOlder(after, before);
            }
        }

        private void setNewer(Holding<C> of, @Nullable Holding<C> to) {
            if (ofPrefix) {
                of.newerOfPrefix = to;
            } else {
                of.newer = to;
            }
        }

        private void setOlder(Holding<C> of, @Nullable Holding<C> to) {
            if (ofPrefix) {
                of.olderOfPrefix = to;
            } else {
                of.older = to;
            }
        }
    }
}
