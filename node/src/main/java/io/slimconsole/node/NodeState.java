package io.slimconsole.node;

/// Where a node is in its life.
public enum NodeState {
    NEW,
    STARTING,
    RUNNING,
    DRAINING,
    STOPPED,
    FAILED
}
