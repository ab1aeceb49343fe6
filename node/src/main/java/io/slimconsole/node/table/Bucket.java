package io.slimconsole.node.table;

import java.util.List;

/// Entries with different keys and the same 64 bits of hash: with a keyed hash next to impossible, but not a reason to
/// lose a route.
final class Bucket<E extends Entry<E>> extends Slot<E> {
    final long hash;
    final List<E> entries;

    Bucket(long hash, List<E> entries) {
        this.hash = hash;
        this.entries = List.copyOf(entries);
    }

    @Override
    int size() {
        return entries.size();
    }
}
