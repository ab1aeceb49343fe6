package io.slimconsole.node;

/// Hears what happens in a node.
///
/// Called on the event loops, in order per connection: it must return at once and never block.
@FunctionalInterface
public interface NodeListener {
    void on(NodeEvent event);
}
