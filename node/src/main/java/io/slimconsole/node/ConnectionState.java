package io.slimconsole.node;

/// Where a connection is in its life.
public enum ConnectionState {
    /// The stream is open, the link negotiation is not done; nothing is routed yet.
    NEGOTIATING,
    OPEN,
    /// Its outgoing queue is full: the senders that feed it are held back, and after a limit it is closed.
    CONGESTED
}
