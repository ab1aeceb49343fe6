package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;

/// A connection without a transport.
final class FakeTarget implements RouteTarget {
    private final ConnectionId id;
    private final ConnectionType type;
    private boolean reachable = true;

    FakeTarget(long id, ConnectionType type) {
        this.id = new ConnectionId(id);
        this.type = type;
    }

    static FakeTarget edge(long id) {
        return new FakeTarget(id, ConnectionType.EDGE);
    }

    void goAway() {
        reachable = false;
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public ConnectionType type() {
        return type;
    }

    @Override
    public boolean reachable() {
        return reachable;
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
