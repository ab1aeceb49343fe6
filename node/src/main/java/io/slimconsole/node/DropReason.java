package io.slimconsole.node;

/// Why a message was not forwarded.
///
/// @see "data-plane.md 5.5"
public enum DropReason {
    MAC_MISSING,
    MAC_INVALID,
    MALFORMED,
    TTL_EXPIRED,
    NO_ROUTE,
    /// The receiver went away, or was closed as too slow, before the message was written.
    RECEIVER_GONE
}
