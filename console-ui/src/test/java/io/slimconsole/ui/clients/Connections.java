package io.slimconsole.ui.clients;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.time.Instant;
import java.util.Optional;

/// Connections for tests: ordinary ones, changed where a test needs it.
final class Connections {
    static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    private Connections() {}

    static ConnectionSnapshot edge(long id, String name) {
        return new ConnectionSnapshot(
                new ConnectionId(id),
                ConnectionType.EDGE,
                ConnectionState.OPEN,
                "10.0.0." + id % 250 + ":" + (40_000 + id % 20_000),
                START.plusSeconds(id),
                START.plusSeconds(id),
                Optional.of(link(id)),
                Optional.of(Name.parse(name).withId(new NameId(id, id))),
                1,
                Traffic.NONE,
                0,
                0);
    }

    static LinkFacts link(long id) {
        return new LinkFacts(
                "link-" + id,
                "node-" + id,
                "2.0.0-alpha.8",
                "",
                true,
                LinkFacts.KeyAgreement.X25519,
                Optional.empty());
    }

    static ConnectionSnapshot local(long id, String label) {
        var c = edge(id, "org/local/" + label);
        return new ConnectionSnapshot(
                c.id(),
                ConnectionType.LOCAL,
                c.state(),
                label,
                c.since(),
                c.lastActivity(),
                Optional.empty(),
                c.firstName(),
                1,
                c.traffic(),
                0,
                0);
    }

    static ConnectionSnapshot with(ConnectionSnapshot c, Traffic traffic) {
        return new ConnectionSnapshot(
                c.id(),
                c.type(),
                c.state(),
                c.remoteAddress(),
                c.since(),
                c.lastActivity(),
                c.link(),
                c.firstName(),
                c.subscriptions(),
                traffic,
                c.dropped(),
                c.queuedBytes());
    }

    static ConnectionSnapshot with(ConnectionSnapshot c, ConnectionState state, long queued) {
        return new ConnectionSnapshot(
                c.id(),
                c.type(),
                state,
                c.remoteAddress(),
                c.since(),
                c.lastActivity(),
                state == ConnectionState.NEGOTIATING ? Optional.empty() : c.link(),
                state == ConnectionState.NEGOTIATING ? Optional.empty() : c.firstName(),
                state == ConnectionState.NEGOTIATING ? 0 : c.subscriptions(),
                c.traffic(),
                c.dropped(),
                queued);
    }

    static ConnectionSnapshot dropping(ConnectionSnapshot c, long dropped) {
        return new ConnectionSnapshot(
                c.id(),
                c.type(),
                c.state(),
                c.remoteAddress(),
                c.since(),
                c.lastActivity(),
                c.link(),
                c.firstName(),
                c.subscriptions(),
                c.traffic(),
                dropped,
                c.queuedBytes());
    }

    static ConnectionSnapshot subscribing(ConnectionSnapshot c, int subscriptions) {
        return new ConnectionSnapshot(
                c.id(),
                c.type(),
                c.state(),
                c.remoteAddress(),
                c.since(),
                c.lastActivity(),
                c.link(),
                c.firstName(),
                subscriptions,
                c.traffic(),
                c.dropped(),
                c.queuedBytes());
    }

    static ClosedConnection closed(ConnectionSnapshot last, CloseReason reason, String detail) {
        return new ClosedConnection(last, reason, detail, last.since().plusSeconds(60));
    }
}
