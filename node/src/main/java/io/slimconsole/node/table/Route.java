package io.slimconsole.node.table;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One subscribed name, with its subscribers.
final class Route<C extends RouteTarget> extends Entry<Route<C>> {
    private static final Comparator<RouteSnapshot.Subscriber> PREFERENCE_THEN_AGE =
            Comparator.comparing(RouteSnapshot.Subscriber::type)
                    .thenComparing(RouteSnapshot.Subscriber::since)
                    .thenComparing(RouteSnapshot.Subscriber::connection);

    final EncodedName name;
    // the instance id, here as well: a match must not have to follow references to compare it
    private final long idHigh;
    private final long idLow;
    final Optional<Name> strings;
    final Instant since;
    final RouteCounters counters;
    final ByType<Subscriber<C>> subscribers;

    /// The last picture, good until a message takes the route: most routes are idle from one picture to the next.
    /// Written without a lock; a reader that misses it makes an equal one.
    private @Nullable RouteSnapshot lastSnapshot;

    private Route(Route<C> other, ByType<Subscriber<C>> subscribers) {
        super(other.hash);
        name = other.name;
        idHigh = other.idHigh;
        idLow = other.idLow;
        strings = other.strings;
        since = other.since;
        counters = other.counters;
        this.subscribers = subscribers;
    }

    Route(long hash, EncodedName name, Optional<Name> strings, Instant since) {
        super(hash);
        this.name = name;
        idHigh = name.id().high();
        idLow = name.id().low();
        this.strings = strings;
        this.since = since;
        counters = new RouteCounters();
        subscribers = ByType.empty();
    }

    Route<C> with(Subscriber<C> subscriber) {
        return new Route<>(this, subscribers.with(subscriber.target.type(), subscriber));
    }

    Route<C> without(Subscriber<C> subscriber) {
        return new Route<>(this, subscribers.without(subscriber.target.type(), subscriber));
    }

    RouteSnapshot snapshot() {
        long messages = counters.messages();
        var known = lastSnapshot;
        if (known != null && known.messages() == messages) {
            return known;
        }
        long last = counters.lastMillis();
        var snapshot =
                new RouteSnapshot(
                        name,
                        strings,
                        subscriberSnapshots(),
                        since,
                        messages,
                        counters.bytes(),
                        last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
        lastSnapshot = snapshot;
        return snapshot;
    }

    private List<RouteSnapshot.Subscriber> subscriberSnapshots() {
        if (subscribers.size() == 1) {
            return List.of(subscribers.first().snapshot);
        }
        var all = new ArrayList<RouteSnapshot.Subscriber>(subscribers.size());
        Trie.forEach(subscribers.local(), s -> all.add(s.snapshot));
        Trie.forEach(subscribers.remote(), s -> all.add(s.snapshot));
        Trie.forEach(subscribers.peer(), s -> all.add(s.snapshot));
        Trie.forEach(subscribers.edge(), s -> all.add(s.snapshot));
        all.sort(PREFERENCE_THEN_AGE);
        return List.copyOf(all);
    }

    @Override
    boolean hasKey(long key0, long key1, long key2) {
        return idHigh == key0 && idLow == key1;
    }

    @Override
    boolean sameKey(Route<C> other) {
        return hasKey(other.idHigh, other.idLow, 0);
    }

    @Override
    Route<C> self() {
        return this;
    }
}
