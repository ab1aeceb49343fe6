package io.slimconsole.node.link;

import io.slimconsole.node.wire.SlimMessage;

/// What one message of a node is to an application.
public sealed interface LinkInput {
    record Published(SlimMessage message) implements LinkInput {}

    /// The answer to a subscribe or unsubscribe.
    ///
    /// @param error why not; empty on success
    record Acknowledged(long subscriptionId, boolean success, String error) implements LinkInput {}

    /// Of no use, and no harm; the link goes on.
    record Dropped(String why) implements LinkInput {}

    /// No SLIM message: the node at the other end can't be relied on.
    record Malformed(int bytes) implements LinkInput {}
}
