package io.slimconsole.node;

/// What a disconnected client is told.
///
/// @see "data-plane.md 7.4"
public enum DisconnectMode {
    /// The stream just ends; an SDK reconnects by itself within about a second.
    LET_RECONNECT,
    /// The stream ends with `PERMISSION_DENIED`, which an SDK takes as final, and its link id is refused from now on.
    KEEP_OUT
}
