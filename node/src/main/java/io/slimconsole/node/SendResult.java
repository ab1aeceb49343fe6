package io.slimconsole.node;

import io.slimconsole.node.name.EncodedName;

/// What became of a message that a local application sent.
public sealed interface SendResult {
    /// It is on its way to so many connections.
    ///
    /// @param receivers at least 1
    record Sent(int receivers) implements SendResult {}

    /// Nobody but the sender subscribed the name.
    record NoRoute(EncodedName destination) implements SendResult {}

    /// The application, or its node, is closed.
    record Closed() implements SendResult {}
}
