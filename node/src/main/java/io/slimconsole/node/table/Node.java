package io.slimconsole.node.table;

import java.util.Arrays;

/// Up to 32 slots, told apart by five bits of the hash; only those that are taken have room.
final class Node<E extends Entry<E>> extends Slot<E> {
    final int bitmap;
    private final int size;
    final Slot<E>[] slots;

    private Node(int bitmap, int size, Slot<E>[] slots) {
        this.bitmap = bitmap;
        this.size = size;
        this.slots = slots;
    }

    static <E extends Entry<E>> Node<E> of(int bit, Slot<E> only) {
        Slot<E>[] slots = room(1);
        slots[0] = only;
        return new Node<>(bit, only.size(), slots);
    }

    static <E extends Entry<E>> Node<E> of(int bit1, Slot<E> one, int bit2, Slot<E> other) {
        Slot<E>[] slots = room(2);
        boolean ordered = Integer.compareUnsigned(bit1, bit2) < 0;
        slots[0] = ordered ? one : other;
        slots[1] = ordered ? other : one;
        return new Node<>(bit1 | bit2, one.size() + other.size(), slots);
    }

    /// The place in `slots` of a bit that is set, or where it would be.
    int index(int bit) {
        return Integer.bitCount(bitmap & (bit - 1));
    }

    boolean has(int bit) {
        return (bitmap & bit) != 0;
    }

    Node<E> with(int bit, Slot<E> slot) {
        int index = index(bit);
        if (has(bit)) {
            Slot<E>[] copy = slots.clone();
            copy[index] = slot;
            return new Node<>(bitmap, size - slots[index].size() + slot.size(), copy);
        }
        Slot<E>[] copy = Arrays.copyOf(slots, slots.length + 1);
        System.arraycopy(slots, index, copy, index + 1, slots.length - index);
        copy[index] = slot;
        return new Node<>(bitmap | bit, size + slot.size(), copy);
    }

    /// @param bit one that is set, and not the only one
    Node<E> without(int bit) {
        int index = index(bit);
        Slot<E>[] copy = Arrays.copyOf(slots, slots.length - 1);
        System.arraycopy(slots, index + 1, copy, index, copy.length - index);
        return new Node<>(bitmap & ~bit, size - slots[index].size(), copy);
    }

    @Override
    int size() {
        return size;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java can't make an array of a generic type
    private static <E extends Entry<E>> Slot<E>[] room(int count) {
        return new Slot[count];
    }
}
