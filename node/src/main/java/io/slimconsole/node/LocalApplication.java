package io.slimconsole.node;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.SlimMessage;

/// An application in the node's own process: a connection of type LOCAL, without negotiation, header MAC and hop count.
///
/// Methods may be called from any thread but the node's event loops (a [NodeListener] is called there). After
/// [#close], or the end of its node, sending answers [SendResult.Closed], and the rest does nothing.
public interface LocalApplication extends AutoCloseable {
    ConnectionId connection();

    /// The name that it was attached with, and subscribed.
    Name name();

    /// Receives what is sent to `name` from now on. Does nothing if it does already.
    ///
    /// @throws NodeException with LIMIT_REACHED beyond [NodeLimits#subscriptionsPerConnection] or
    ///     [NodeLimits#subscriptions]
    void subscribe(Name name);

    /// Takes a subscription back. Does nothing if there is none.
    void unsubscribe(Name name);

    /// Sends a publish; waits while one of its receivers can't keep up.
    ///
    /// @throws IllegalArgumentException if `message` is no publish, or larger than [NodeLimits#messageBytes], which
    ///     receivers rely on
    SendResult send(SlimMessage message);

    /// Leaves the node. May be called twice.
    @Override
    void close();
}
