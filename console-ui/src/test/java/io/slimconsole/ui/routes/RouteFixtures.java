package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Routes for tests: ordinary ones, changed where a test needs it.
final class RouteFixtures {
    static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private RouteFixtures() {}

    static RouteSnapshot route(String name, long... connections) {
        return route(Name.parse(name), ConnectionType.EDGE, connections);
    }

    static RouteSnapshot local(String name, long connection) {
        return route(Name.parse(name), ConnectionType.LOCAL, connection);
    }

    static RouteSnapshot unnamed(String name, long connection) {
        var r = route(name, connection);
        return new RouteSnapshot(
                r.encoded(), Optional.empty(), r.subscribers(), r.since(), 0, 0, Optional.empty());
    }

    static RouteSnapshot counted(RouteSnapshot r, long messages, long bytes, Instant matched) {
        return new RouteSnapshot(
                r.encoded(),
                r.name(),
                r.subscribers(),
                r.since(),
                messages,
                bytes,
                Optional.of(matched));
    }

    static ConnectionSnapshot connection(long id, String name) {
        return new ConnectionSnapshot(
                new ConnectionId(id),
                ConnectionType.EDGE,
                ConnectionState.OPEN,
                "10.0.0.1:" + (40_000 + id),
                START,
                START,
                Optional.empty(),
                Optional.of(Name.parse(name)),
                1,
                Traffic.NONE,
                0,
                0);
    }

    private static RouteSnapshot route(Name name, ConnectionType type, long... connections) {
        List<RouteSnapshot.Subscriber> subscribers =
                LongStream.of(connections)
                        .mapToObj(
                                c -> new RouteSnapshot.Subscriber(new ConnectionId(c), type, START))
                        .toList();
        return new RouteSnapshot(
                name.encoded(), Optional.of(name), subscribers, START, 0, 0, Optional.empty());
    }
}
