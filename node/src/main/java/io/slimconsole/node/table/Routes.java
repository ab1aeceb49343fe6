package io.slimconsole.node.table;

import io.slimconsole.node.name.EncodedName;

import org.jspecify.annotations.Nullable;

/// The whole table at one moment.
///
/// @param count how many names there are
record Routes<C extends RouteTarget>(@Nullable Slot<Prefix<C>> prefixes, int count, long version) {
    @Nullable Prefix<C> prefix(KeyHash hash, long component0, long component1, long component2) {
        return Trie.find(
                prefixes,
                hash.of(component0, component1, component2),
                component0,
                component1,
                component2);
    }

    @Nullable Route<C> route(KeyHash hash, EncodedName name) {
        var prefix = prefix(hash, name.component0(), name.component1(), name.component2());
        return prefix == null ? null : prefix.route(hash, name.id().high(), name.id().low());
    }

    Routes<C> with(Prefix<C> prefix, int more) {
        return new Routes<>(Trie.with(prefixes, prefix), count + more, version + 1);
    }

    /// @param prefix one with a single route
    Routes<C> without(Prefix<C> prefix) {
        return new Routes<>(Trie.without(prefixes, prefix), count - 1, version + 1);
    }
}
