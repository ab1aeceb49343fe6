package io.slimconsole.ui.node;

import io.slimconsole.node.NodeConfig;

import java.util.Optional;

/// What a [NodeService] was asked for.
public sealed interface NodeCommand {
    /// @param before what the node that runs is configured as; empty if none does
    record Start(NodeConfig config, Optional<NodeConfig> before) implements NodeCommand {}

    record Retry() implements NodeCommand {}

    record Stop() implements NodeCommand {}
}
