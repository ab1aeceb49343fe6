package io.slimconsole.node.table;

/// What a [Trie] holds: up to three numbers as its key, and what the subclass adds. Immutable.
abstract non-sealed class Entry<E extends Entry<E>> extends Slot<E> {
    /// Of the key.
    final long hash;

    Entry(long hash) {
        this.hash = hash;
    }

    /// Numbers that this kind of key does not have are zero.
    abstract boolean hasKey(long key0, long key1, long key2);

    abstract boolean sameKey(E other);

    abstract E self();

    @Override
    final int size() {
        return 1;
    }
}
