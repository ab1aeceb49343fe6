package io.slimconsole.node.table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.function.Consumer;

/// An immutable hash table that shares what did not change with its predecessors (a hash array mapped trie, P. Bagwell,
/// 2001). A table is its root [Slot]; the empty one is null; one with a single entry is that entry.
///
/// Five bits of the hash choose among up to 32 slots on each level, so that a million entries are four levels deep. Each
/// node knows its size, which gives every entry a place in an order that holds until the next change: the round robin
/// needs no list beside the table.
final class Trie {
    private static final int BITS = 5;

    private Trie() {}

    static int size(@Nullable Slot<?> root) {
        return root == null ? 0 : root.size();
    }

    static <E extends Entry<E>> @Nullable E find(
            @Nullable Slot<E> root, long hash, long key0, long key1, long key2) {
        Slot<E> slot = root;
        int shift = 0;
        while (slot instanceof Node<E> node) {
            int bit = bit(hash, shift);
            if (!node.has(bit)) {
                return null;
            }
            slot = node.slots[node.index(bit)];
            shift += BITS;
        }
        if (slot instanceof Entry<E> entry) {
            return entry.hash == hash && entry.hasKey(key0, key1, key2) ? entry.self() : null;
        }
        return slot instanceof Bucket<E> bucket ? findIn(bucket, key0, key1, key2) : null;
    }

    private static <E extends Entry<E>> @Nullable E findIn(
            Bucket<E> bucket, long key0, long key1, long key2) {
        for (E entry : bucket.entries) {
            if (entry.hasKey(key0, key1, key2)) {
                return entry;
            }
        }
        return null;
    }

    /// Adds the entry, or replaces the one with the same key.
    static <E extends Entry<E>> Slot<E> with(@Nullable Slot<E> root, E entry) {
        return root == null ? entry : with(root, 0, entry);
    }

    private static <E extends Entry<E>> Slot<E> with(Slot<E> slot, int shift, E entry) {
        return switch (slot) {
            case Node<E> node -> {
                int bit = bit(entry.hash, shift);
                Slot<E> child =
                        node.has(bit)
                                ? with(node.slots[node.index(bit)], shift + BITS, entry)
                                : entry;
                yield node.with(bit, child);
            }
            case Bucket<E> bucket ->
                    bucket.hash == entry.hash
                            ? with(bucket, entry)
                            : split(bucket, bucket.hash, entry, shift);
            case Entry<E> old -> {
                if (old.hash != entry.hash) {
                    yield split(old, old.hash, entry, shift);
                }
                if (old.sameKey(entry)) {
                    yield entry;
                }
                var both = new ArrayList<E>();
                both.add(old.self());
                both.add(entry);
                yield new Bucket<>(entry.hash, both);
            }
        };
    }

    private static <E extends Entry<E>> Bucket<E> with(Bucket<E> bucket, E entry) {
        var entries = new ArrayList<>(bucket.entries);
        entries.removeIf(entry::sameKey);
        entries.add(entry);
        return new Bucket<>(bucket.hash, entries);
    }

    private static <E extends Entry<E>> Node<E> split(
            Slot<E> slot, long slotHash, E entry, int shift) {
        int bit = bit(slotHash, shift);
        int other = bit(entry.hash, shift);
        return bit == other
                ? Node.of(bit, split(slot, slotHash, entry, shift + BITS))
                : Node.of(bit, slot, other, entry);
    }

    /// Removes the entry with the same key, if there is one.
    static <E extends Entry<E>> @Nullable Slot<E> without(@Nullable Slot<E> root, E entry) {
        return root == null ? null : without(root, 0, entry);
    }

    private static <E extends Entry<E>> @Nullable Slot<E> without(
            Slot<E> slot, int shift, E entry) {
        return switch (slot) {
            case Node<E> node -> without(node, shift, entry);
            case Bucket<E> bucket -> {
                var entries = new ArrayList<>(bucket.entries);
                entries.removeIf(entry::sameKey);
                yield entries.size() > 1 ? new Bucket<>(bucket.hash, entries) : entries.getFirst();
            }
            case Entry<E> old -> old.self().sameKey(entry) ? null : old;
        };
    }

    private static <E extends Entry<E>> @Nullable Slot<E> without(
            Node<E> node, int shift, E entry) {
        int bit = bit(entry.hash, shift);
        if (!node.has(bit)) {
            return node;
        }
        Slot<E> old = node.slots[node.index(bit)];
        Slot<E> child = without(old, shift + BITS, entry);
        if (node.slots.length == 1) {
            // a node above a single entry or bucket says nothing
            return child instanceof Node<E> ? node.with(bit, child) : child;
        }
        if (child != null) {
            return node.with(bit, child);
        }
        if (node.slots.length == 2) {
            Slot<E> left = node.slots[1 - node.index(bit)];
            return left instanceof Node<E> ? node.without(bit) : left;
        }
        return node.without(bit);
    }

    /// The entry at a place in the table's order.
    ///
    /// @param place from 0, less than the size
    static <E extends Entry<E>> E at(Slot<E> root, int place) {
        Slot<E> slot = root;
        int left = place;
        while (slot instanceof Node<E> node) {
            int index = 0;
            int size = node.slots[0].size();
            while (left >= size) {
                left -= size;
                index++;
                size = node.slots[index].size();
            }
            slot = node.slots[index];
        }
        return switch (slot) {
            case Entry<E> entry -> entry.self();
            case Bucket<E> bucket -> bucket.entries.get(left);
            case Node<E> node -> throw new IllegalStateException("no leaf below " + node.size());
        };
    }

    static <E extends Entry<E>> void forEach(@Nullable Slot<E> root, Consumer<? super E> action) {
        switch (root) {
            case null -> {}
            case Entry<E> entry -> action.accept(entry.self());
            case Bucket<E> bucket -> bucket.entries.forEach(action);
            case Node<E> node -> {
                for (Slot<E> slot : node.slots) {
                    forEach(slot, action);
                }
            }
        }
    }

    private static int bit(long hash, int shift) {
        return 1 << (int) (hash >>> shift);
    }
}
