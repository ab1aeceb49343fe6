package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;

import java.time.Instant;
import java.util.List;

/// Everything known of the route in focus.
///
/// @param gone nobody subscribes it any more; the line is the last one known
/// @param subscribers in order of preference, at most [#MOST_SUBSCRIBERS]
record RouteDetail(RouteLine line, boolean gone, List<Subscriber> subscribers) {
    /// More than anyone reads one by one; the counts are exact.
    static final int MOST_SUBSCRIBERS = 50;

    RouteDetail {
        subscribers = List.copyOf(subscribers);
    }

    /// @param called its first name, else its address
    record Subscriber(ConnectionId connection, ConnectionType type, String called, Instant since) {}
}
