package io.slimconsole.node.table;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;

/// A connection, as far as the table is concerned; implemented by whatever the transport sends to.
///
/// Two targets are the same connection if they have the same id.
public interface RouteTarget {
    /// Never changes.
    ConnectionId id();

    /// Never changes once the connection has subscribed.
    ConnectionType type();

    /// Whether it can still be sent to. Once false it stays false: nothing is sent there any more and no subscription
    /// taken, although its routes go away one by one.
    boolean reachable();
}
