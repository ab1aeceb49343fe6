package io.slimconsole.node.table;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The three components that names have in common, with all instances subscribed under them.
final class Prefix<C extends RouteTarget> extends Entry<Prefix<C>> {
    final long component0;
    final long component1;
    final long component2;

    /// The strings first seen for the prefix.
    final Optional<Name> strings;

    final @Nullable Slot<Route<C>> routes;
    final ByType<Member<C>> members;
    final Turn turn;

    private Prefix(
            Prefix<C> other,
            Optional<Name> strings,
            @Nullable Slot<Route<C>> routes,
            ByType<Member<C>> members) {
        super(other.hash);
        component0 = other.component0;
        component1 = other.component1;
        component2 = other.component2;
        turn = other.turn;
        this.strings = strings;
        this.routes = routes;
        this.members = members;
    }

    Prefix(long hash, EncodedName name) {
        super(hash);
        component0 = name.component0();
        component1 = name.component1();
        component2 = name.component2();
        turn = new Turn();
        strings = Optional.empty();
        routes = null;
        members = ByType.empty();
    }

    Prefix<C> named(Optional<Name> name) {
        return strings.isPresent() || name.isEmpty()
                ? this
                : new Prefix<>(
                        this, name.map(n -> n.withId(NameId.NULL_COMPONENT)), routes, members);
    }

    Prefix<C> with(Route<C> route, ByType<Member<C>> newMembers) {
        return new Prefix<>(this, strings, Trie.with(routes, route), newMembers);
    }

    Prefix<C> without(Route<C> route, ByType<Member<C>> newMembers) {
        return new Prefix<>(this, strings, Trie.without(routes, route), newMembers);
    }

    @Nullable Route<C> route(KeyHash hash, long idHigh, long idLow) {
        return Trie.find(routes, hash.of(idHigh, idLow, 0), idHigh, idLow, 0);
    }

    @Override
    boolean hasKey(long key0, long key1, long key2) {
        return component0 == key0 && component1 == key1 && component2 == key2;
    }

    @Override
    boolean sameKey(Prefix<C> other) {
        return hasKey(other.component0, other.component1, other.component2);
    }

    @Override
    Prefix<C> self() {
        return this;
    }
}
