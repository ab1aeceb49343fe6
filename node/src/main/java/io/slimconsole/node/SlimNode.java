package io.slimconsole.node;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A SLIM node that can be embedded anywhere.
///
/// A node is started once and closed once; for other settings, make another one. All methods may be called from any
/// thread; those that return a snapshot take no lock that traffic waits for.
public interface SlimNode extends AutoCloseable {
    /// Makes a node; nothing happens before [#start].
    static SlimNode create(NodeConfig config) {
        return create(config, new MessageFeed(0));
    }

    /// Makes a node that records its messages in a feed; nothing happens before [#start].
    static SlimNode create(NodeConfig config, MessageFeed feed) {
        return new EmbeddedNode(config, feed);
    }

    /// Binds the port and begins to serve; returns when clients can connect.
    ///
    /// @throws NodeException if it can't listen as configured; the node is then FAILED and holds nothing
    void start();

    NodeConfig config();

    NodeStatus status();

    /// All open connections, those still negotiating included, oldest first.
    List<ConnectionSnapshot> connections();

    /// The last connections that ended, newest first, at most 500.
    List<ClosedConnection> recentlyClosed();

    RouteTableSnapshot routes();

    /// The routes that this connection subscribed; empty if it is gone.
    List<RouteSnapshot> routesOf(ConnectionId connection);

    /// Which way a publish to `destination` would go now.
    Explanation explain(EncodedName destination, Delivery delivery, Optional<ConnectionId> from);

    /// Ends a connection.
    ///
    /// @return false if it is gone already
    boolean disconnect(ConnectionId connection, DisconnectMode mode);

    /// Links that were disconnected with [DisconnectMode#KEEP_OUT].
    List<KeptOut> keptOut();

    /// Lets a link in again; it may connect from now on.
    void letIn(String linkId);

    /// Attaches an application of this process and subscribes its name.
    ///
    /// @param label what the window calls it in place of a remote address
    /// @throws NodeException with WRONG_STATE unless the node runs; with LIMIT_REACHED if it has no room for the name
    LocalApplication attach(String label, Name name, LocalReceiver receiver);

    /// Registers a listener for all that happens from now on.
    Registration listen(NodeListener listener);

    /// Stops accepting, lets queued messages out for at most `drain`, ends all connections, and frees the port.
    void close(Duration drain);

    /// Closes with a short drain. May be called twice.
    @Override
    default void close() {
        close(Duration.ofSeconds(2));
    }
}
