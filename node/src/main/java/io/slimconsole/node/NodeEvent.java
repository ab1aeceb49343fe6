package io.slimconsole.node;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/// Something that happened in a node and that an operator may want to see.
public sealed interface NodeEvent {
    Instant at();

    record Started(Instant at, InetSocketAddress address) implements NodeEvent {}

    record Stopped(Instant at) implements NodeEvent {}

    record Connected(Instant at, ConnectionSnapshot connection) implements NodeEvent {}

    record Disconnected(Instant at, ClosedConnection connection) implements NodeEvent {}

    /// A connection that never came to routing: not negotiated, over a limit, kept out.
    record Refused(Instant at, String remoteAddress, CloseReason reason, String detail)
            implements NodeEvent {}

    record RouteAdded(Instant at, RouteSnapshot route) implements NodeEvent {}

    record RouteRemoved(Instant at, RouteSnapshot route) implements NodeEvent {}

    /// A subscription that was not made, or not ended, as a connection asked: over a limit, or of a name that it does not
    /// hold.
    ///
    /// @param name the strings that came with it; empty if it came without
    record SubscriptionRefused(
            Instant at,
            ConnectionId connection,
            EncodedName encoded,
            Optional<Name> name,
            String reason)
            implements NodeEvent {}

    /// A receiver's queue is full: those who send to it are held back.
    record Congested(Instant at, ConnectionId connection, long queuedBytes) implements NodeEvent {}
}
