package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionType;

import org.jspecify.annotations.Nullable;

/// Connections, in one trie for each type.
record ByType<E extends Entry<E>>(
        @Nullable Slot<E> local,
        @Nullable Slot<E> remote,
        @Nullable Slot<E> peer,
        @Nullable Slot<E> edge) {
    static <E extends Entry<E>> ByType<E> empty() {
        return new ByType<>(null, null, null, null);
    }

    @Nullable Slot<E> of(ConnectionType type) {
        return switch (type) {
            case LOCAL -> local;
            case REMOTE -> remote;
            case PEER -> peer;
            case EDGE -> edge;
        };
    }

    ByType<E> with(ConnectionType type, E entry) {
        return replaced(type, Trie.with(of(type), entry));
    }

    ByType<E> without(ConnectionType type, E entry) {
        return replaced(type, Trie.without(of(type), entry));
    }

    private ByType<E> replaced(ConnectionType type, @Nullable Slot<E> slot) {
        return switch (type) {
            case LOCAL -> new ByType<>(slot, remote, peer, edge);
            case REMOTE -> new ByType<>(local, slot, peer, edge);
            case PEER -> new ByType<>(local, remote, slot, edge);
            case EDGE -> new ByType<>(local, remote, peer, slot);
        };
    }

    /// One of the most preferred type; there has to be one.
    E first() {
        for (var type : ConnectionType.values()) {
            var slot = of(type);
            if (slot != null) {
                return Trie.at(slot, 0);
            }
        }
        throw new IllegalStateException("nobody is left");
    }

    int size() {
        return Trie.size(local) + Trie.size(remote) + Trie.size(peer) + Trie.size(edge);
    }
}
