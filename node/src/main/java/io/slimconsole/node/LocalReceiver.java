package io.slimconsole.node;

import io.slimconsole.node.wire.SlimMessage;

/// Takes the messages that are sent to a local application.
///
/// Called one after the other, in order per sender, on a virtual thread of the application: it may block, and sends
/// slow down to its pace. What it throws is logged, and the next message comes all the same.
@FunctionalInterface
public interface LocalReceiver {
    /// @param application the one that receives, so that it can answer
    void receive(LocalApplication application, SlimMessage message);
}
