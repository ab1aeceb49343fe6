package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.ui.table.RateWindow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// One row of the Routes screen: a route, or a group of routes whose names begin alike.
///
/// @param name of the route; of a group, the name of one of its routes
/// @param level which component the row stands for: 0 for an organization, [RouteName#INSTANCE] for a route
/// @param routes how many routes it stands for
/// @param route the route itself; empty for a group
/// @param base the total that the next rate is worked out from
/// @param perSecond messages; [RateWindow#UNKNOWN] at first
/// @param expanded whether a group shows what is in it
record RouteLine(
        RouteName name,
        int level,
        int routes,
        Subscribers subscribers,
        Optional<RouteSnapshot> route,
        long messages,
        long base,
        double perSecond,
        long bytes,
        Optional<Instant> lastMatched,
        Instant since,
        boolean expanded) {
    /// How many subscriptions there are, by type of connection.
    record Subscribers(int local, int remote, int peer, int edge) {
        static final Subscribers NONE = new Subscribers(0, 0, 0, 0);

        static Subscribers of(RouteSnapshot route) {
            int local = 0;
            int remote = 0;
            int peer = 0;
            int edge = 0;
            for (RouteSnapshot.Subscriber subscriber : route.subscribers()) {
                switch (subscriber.type()) {
                    case LOCAL -> local++;
                    case REMOTE -> remote++;
                    case PEER -> peer++;
                    case EDGE -> edge++;
                }
            }
            return new Subscribers(local, remote, peer, edge);
        }

        int of(ConnectionType type) {
            return switch (type) {
                case LOCAL -> local;
                case REMOTE -> remote;
                case PEER -> peer;
                case EDGE -> edge;
            };
        }

        int all() {
            return local + remote + peer + edge;
        }
    }

    /// The line of a route after a sample.
    ///
    /// @return `before` itself where nothing has changed
    static RouteLine next(
            RouteSnapshot now,
            @Nullable RouteLine before,
            RateWindow.Step step,
            RateWindow window) {
        if (before == null) {
            return new RouteLine(
                    RouteName.of(now),
                    RouteName.INSTANCE,
                    1,
                    Subscribers.of(now),
                    Optional.of(now),
                    now.messages(),
                    step == RateWindow.Step.START ? now.messages() : 0,
                    RateWindow.UNKNOWN,
                    now.bytes(),
                    now.lastMatched(),
                    now.since(),
                    false);
        }
        long base = before.base;
        double rate = before.perSecond;
        switch (step) {
            case START -> {
                base = now.messages();
                rate = RateWindow.UNKNOWN;
            }
            case TURN -> {
                rate = window.perSecond(now.messages(), base);
                base = now.messages();
            }
            case KEEP -> {}
        }
        boolean sameRoute =
                before.messages == now.messages()
                        && before.bytes == now.bytes()
                        && before.route.filter(r -> sameSubscribers(r, now)).isPresent();
        if (sameRoute && base == before.base && Double.compare(rate, before.perSecond) == 0) {
            return before;
        }
        RouteName name =
                before.name.known() || now.name().isEmpty() ? before.name : RouteName.of(now);
        return new RouteLine(
                name,
                RouteName.INSTANCE,
                1,
                sameRoute ? before.subscribers : Subscribers.of(now),
                Optional.of(now),
                now.messages(),
                base,
                rate,
                now.bytes(),
                now.lastMatched(),
                now.since(),
                false);
    }

    boolean isGroup() {
        return route.isEmpty();
    }

    /// What the row stands for, in full.
    String path() {
        return name.path(level);
    }

    @SuppressWarnings(
            "ReferenceEquality") // most snapshots share the list: then it need not be compared
    private static boolean sameSubscribers(RouteSnapshot a, RouteSnapshot b) {
        return a.subscribers() == b.subscribers() || a.subscribers().equals(b.subscribers());
    }
}
