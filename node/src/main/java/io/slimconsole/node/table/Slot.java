package io.slimconsole.node.table;

/// One place in a [Trie]: an entry, several entries of the same hash, or a node with further slots.
abstract sealed class Slot<E extends Entry<E>> permits Entry, Bucket, Node {
    /// How many entries there are from here on.
    abstract int size();
}
