package io.slimconsole.ui.node;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.SlimNode;

import java.util.Optional;

/// Where the console's node is in its life.
public sealed interface NodeServiceState {
    /// None runs: not started yet, or stopped by the operator.
    record Stopped() implements NodeServiceState {}

    record Starting(NodeConfig config) implements NodeServiceState {}

    record Running(SlimNode node) implements NodeServiceState {}

    /// The old one drains; for a restart as well as for a stop.
    record Stopping() implements NodeServiceState {}

    /// It did not start; the message of `problem` says what was wrong and what would help.
    record Failed(NodeConfig config, NodeException problem) implements NodeServiceState {}

    /// The running node, if there is one.
    default Optional<SlimNode> running() {
        return this instanceof Running(SlimNode node) ? Optional.of(node) : Optional.empty();
    }
}
