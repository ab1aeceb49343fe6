package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Who subscribed which name.
///
/// [#match] and all that takes pictures read one immutable snapshot, without a lock, on any thread. Changes are made by
/// any thread, one at a time; each takes microseconds, whatever the size of the table, and whoever returns from one sees
/// it in every later match.
///
/// A subscription is registered by connection, subscription id and name. Several ids for one name on one connection
/// count as references. Id 0 is what an SDK sends for each of its subscriptions after it reconnected; it may take them
/// back later under ids that we never saw, which we accept.
///
/// The limits of [NodeLimits] on subscriptions are kept here: a name under several ids counts once for each.
///
/// @param <C> the caller's own connection object, which matches are made of
/// @see "data-plane.md 4.3, 5.2"
public final class SubscriptionTable<C extends RouteTarget> {
    private final ReentrantLock writing = new ReentrantLock();
    private final KeyHash hash = KeyHash.random();
    private final NodeLimits limits;
    private final Map<ConnectionId, Holder<C>> holders = new ConcurrentHashMap<>();

    /// Who last registered a subscription id; decides between two error texts, nothing else.
    private final Map<Long, ConnectionId> owners = new HashMap<>();

    private int registrations;
    private volatile Routes<C> routes = new Routes<>(null, 0, 0);

    public SubscriptionTable(NodeLimits limits) {
        this.limits = limits;
    }

    /// Finds out who gets a message. For every message; takes no lock, allocates nothing.
    ///
    /// @param idHigh with `idLow` the instance; all bits set for any
    /// @param from the connection that the message came in on, which never gets it back
    /// @param result is cleared first
    public void match(
            long component0,
            long component1,
            long component2,
            long idHigh,
            long idLow,
            Delivery delivery,
            @Nullable C from,
            Match<C> result) {
        result.begin(from);
        var prefix = routes.prefix(hash, component0, component1, component2);
        if (prefix == null) {
            return;
        }
        if (idHigh == -1 && idLow == -1) {
            switch (delivery) {
                case ONE -> result.oneOf(prefix);
                case ALL -> result.allOf(prefix);
            }
            return;
        }
        var route = prefix.route(hash, idHigh, idLow);
        if (route != null) {
            switch (delivery) {
                case ONE -> result.oneOf(route);
                case ALL -> result.allOf(route);
            }
        }
    }

    /// Registers a subscription. To repeat one changes nothing.
    ///
    /// @param strings the name as people read it, if it came with its strings; the first ones of a prefix are kept
    public TableChange subscribe(
            C target, long subscriptionId, EncodedName name, Optional<Name> strings, Instant now) {
        writing.lock();
        try {
            return new Change(target, subscriptionId, name).subscribe(strings, now);
        } finally {
            writing.unlock();
        }
    }

    /// Takes a subscription back.
    public TableChange unsubscribe(C target, long subscriptionId, EncodedName name) {
        writing.lock();
        try {
            return new Change(target, subscriptionId, name).unsubscribe();
        } finally {
            writing.unlock();
        }
    }

    /// Takes back some of what a connection subscribed, the oldest first. It must not be reachable any more.
    ///
    /// For the end of a connection: a large number is taken back in steps, with room for others between them.
    ///
    /// @param most how many names to take back in this step; a thousand take about a millisecond
    /// @param removed hears of every name that nobody subscribes any more, under the table's lock
    /// @return whether everything is gone
    public boolean drop(C target, int most, Consumer<RouteSnapshot> removed) {
        if (target.reachable()) {
            throw new IllegalStateException(
                    "connection %s is dropped while it is reachable; what it subscribes now would stay"
                            .formatted(target.id()));
        }
        writing.lock();
        try {
            var holder = holders.get(target.id());
            if (holder == null) {
                return true;
            }
            for (int i = 0; i < most; i++) {
                var holding = holder.holdings.oldest();
                if (holding == null) {
                    break;
                }
                var change = new Change(target, 0, holding.name).drop(holding);
                if (change instanceof TableChange.RouteRemoved(var route)) {
                    removed.accept(route);
                }
            }
            if (holder.names.get() > 0) {
                return false;
            }
            holders.remove(target.id());
            return true;
        } finally {
            writing.unlock();
        }
    }

    /// How many names are in the table.
    public int size() {
        return routes.count();
    }

    /// Changes with every change of names or subscribers.
    public long version() {
        return routes.version();
    }

    public RouteTableSnapshot snapshot() {
        var picture = routes;
        var all = new ArrayList<RouteSnapshot>(picture.count());
        Trie.forEach(
                picture.prefixes(),
                p -> Trie.forEach(p.routes, route -> all.add(route.snapshot())));
        return new RouteTableSnapshot(picture.version(), List.copyOf(all));
    }

    public Held held(ConnectionId connection) {
        var holder = holders.get(connection);
        if (holder == null) {
            return Held.NOTHING;
        }
        var oldest = holder.holdings.oldest();
        return oldest == null ? Held.NOTHING : new Held(oldest.strings, holder.names.get());
    }

    /// The routes that a connection subscribed, oldest first; empty if it is gone.
    public List<RouteSnapshot> routesOf(ConnectionId connection) {
        var names = new ArrayList<EncodedName>();
        writing.lock();
        try {
            var holder = holders.get(connection);
            var holding = holder == null ? null : holder.holdings.oldest();
            while (holding != null) {
                names.add(holding.name);
                holding = holding.newer();
            }
        } finally {
            writing.unlock();
        }
        // the pictures are made without the lock; what went away meanwhile is left out
        var picture = routes;
        var result = new ArrayList<RouteSnapshot>(names.size());
        for (var name : names) {
            var route = picture.route(hash, name);
            if (route != null) {
                result.add(route.snapshot());
            }
        }
        return List.copyOf(result);
    }

    /// Which way a publish would go now. Asking changes nothing, not even the round robin.
    ///
    /// @param from the connection that it would come in on; null for none
    public Explanation explain(EncodedName destination, Delivery delivery, @Nullable C from) {
        return new Explainer<C>(hash, destination, delivery, from)
                .explain(
                        routes.prefix(
                                hash,
                                destination.component0(),
                                destination.component1(),
                                destination.component2()));
    }

    /// One change, under the lock.
    private final class Change {
        private final C target;
        private final long subscriptionId;
        private final EncodedName name;
        private final @Nullable Prefix<C> prefix;
        private final @Nullable Route<C> route;

        Change(C target, long subscriptionId, EncodedName name) {
            this.target = target;
            this.subscriptionId = subscriptionId;
            this.name = name;
            prefix = routes.prefix(hash, name.component0(), name.component1(), name.component2());
            route = prefix == null ? null : prefix.route(hash, name.id().high(), name.id().low());
        }

        TableChange subscribe(Optional<Name> strings, Instant now) {
            if (!target.reachable()) {
                return new TableChange.Refused("connection not found: " + target.id());
            }
            var existing = subscriber();
            if (existing != null && existing.holding.has(subscriptionId)) {
                existing.holding.add(subscriptionId);
                return new TableChange.Accepted();
            }
            var holder = holders.get(target.id());
            if (holder != null && holder.registrations >= limits.subscriptionsPerConnection()) {
                return new TableChange.Refused(
                        "too many subscriptions on this connection, the limit is "
                                + limits.subscriptionsPerConnection());
            }
            if (registrations >= limits.subscriptions()) {
                return new TableChange.Refused(
                        "too many subscriptions on this node, the limit is "
                                + limits.subscriptions());
            }
            if (holder == null) {
                holder = new Holder<>();
                holders.put(target.id(), holder);
            }
            holder.registrations++;
            registrations++;
            if (subscriptionId != 0) {
                owners.put(subscriptionId, target.id());
            }
            if (existing != null) {
                existing.holding.add(subscriptionId);
                return new TableChange.Accepted();
            }
            return addSubscriber(holder, strings, now);
        }

        private TableChange addSubscriber(Holder<C> holder, Optional<Name> strings, Instant now) {
            var known = prefix != null ? prefix : new Prefix<C>(prefixHash(), name);
            var named = known.named(strings);
            var before =
                    route != null
                            ? route
                            : new Route<C>(
                                    hash.of(name.id().high(), name.id().low(), 0),
                                    name,
                                    named.strings.map(s -> s.withId(name.id())),
                                    now);
            var member = member(named);
            var held = member != null ? member.held : Holding.Chain.<C>ofPrefix();
            var holding = new Holding<>(name, before.strings, before.counters, held);
            holding.add(subscriptionId);
            held.add(holding);
            holder.holdings.add(holding);
            holder.names.incrementAndGet();
            var members =
                    member != null
                            ? named.members
                            : named.members.with(
                                    target.type(), new Member<>(target, held, before.counters));
            var after = before.with(new Subscriber<>(target, holding, now));
            routes = routes.with(named.with(after, members), route == null ? 1 : 0);
            return route == null
                    ? new TableChange.RouteAdded(after.snapshot())
                    : new TableChange.Accepted();
        }

        TableChange unsubscribe() {
            var holder = holders.get(target.id());
            var existing = subscriber();
            if (existing == null || holder == null) {
                return refuseUnlessRepeated(holder);
            }
            var holding = existing.holding;
            int before = holding.registrations();
            if (holding.remove(subscriptionId)) {
                if (subscriptionId != 0) {
                    owners.remove(subscriptionId, target.id());
                }
            } else if (holder.hasUnsubscribed(subscriptionId, name)
                    || !holding.removeOneUnnumbered()) {
                return refuseUnlessRepeated(holder);
            }
            release(holder, before - holding.registrations());
            if (subscriptionId != 0) {
                holder.remember(subscriptionId, name);
            }
            return holding.isEmpty()
                    ? removeSubscriber(holder, existing)
                    : new TableChange.Accepted();
        }

        TableChange drop(Holding<C> holding) {
            var holder = holders.get(target.id());
            var existing = subscriber();
            if (holder == null || existing == null) {
                throw new IllegalStateException(
                        "connection %s holds %s, but the table does not know it"
                                .formatted(target.id(), name));
            }
            for (long id : holding.subscriptionIds()) {
                owners.remove(id, target.id());
            }
            release(holder, holding.registrations());
            return removeSubscriber(holder, existing);
        }

        private void release(Holder<C> holder, int count) {
            holder.registrations -= count;
            registrations -= count;
        }

        private TableChange removeSubscriber(Holder<C> holder, Subscriber<C> subscriber) {
            if (prefix == null || route == null) {
                throw new IllegalStateException("a subscriber without its route: " + name);
            }
            holder.names.decrementAndGet();
            holder.holdings.remove(subscriber.holding);
            var after = route.without(subscriber);
            var members = membersWithout(prefix, subscriber.holding);
            if (after.subscribers.size() > 0) {
                routes = routes.with(prefix.with(after, members), 0);
                return new TableChange.Accepted();
            }
            var rest = prefix.without(route, members);
            routes = rest.routes == null ? routes.without(prefix) : routes.with(rest, -1);
            return new TableChange.RouteRemoved(route.snapshot());
        }

        private ByType<Member<C>> membersWithout(Prefix<C> of, Holding<C> holding) {
            var held = holding.samePrefix;
            held.remove(holding);
            var member = member(of);
            if (member == null) {
                throw new IllegalStateException("a subscriber without its prefix: " + name);
            }
            var oldest = held.oldest();
            if (oldest == null) {
                return of.members.without(target.type(), member);
            }
            return member.counters() == holding.counters
                    ? of.members.with(target.type(), new Member<>(target, held, oldest.counters))
                    : of.members;
        }

        /// A client whose acknowledgement got lost asks again, which is no error.
        private TableChange refuseUnlessRepeated(@Nullable Holder<C> holder) {
            if (holder != null && holder.hasUnsubscribed(subscriptionId, name)) {
                return new TableChange.Accepted();
            }
            return new TableChange.Refused(refusal());
        }

        private String refusal() {
            if (prefix == null) {
                return "subscription not found";
            }
            if (route == null) {
                return "id not found: " + name.id();
            }
            var owner = owners.get(subscriptionId);
            return owner != null && !owner.equals(target.id())
                    ? "connection id not found: " + target.id()
                    : "subscription id not found: " + Long.toUnsignedString(subscriptionId);
        }

        private @Nullable Subscriber<C> subscriber() {
            if (route == null) {
                return null;
            }
            long id = target.id().value();
            return Trie.find(
                    route.subscribers.of(target.type()), KeyHash.ofConnection(id), id, 0, 0);
        }

        private @Nullable Member<C> member(Prefix<C> of) {
            long id = target.id().value();
            return Trie.find(of.members.of(target.type()), KeyHash.ofConnection(id), id, 0, 0);
        }

        private long prefixHash() {
            return hash.of(name.component0(), name.component1(), name.component2());
        }
    }
}
