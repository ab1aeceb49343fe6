package io.slimconsole.node.wire;

/// The session header of a publish, which a node passes on without looking at it.
///
/// @param type 1 for point to point, 2 for multicast
/// @param messageType what the session layer does with it; 1 for an application's message
/// @param sessionId unsigned
/// @param messageId unsigned
/// @see "data-plane.md 1.3"
public record SessionInfo(int type, int messageType, int sessionId, int messageId) {}
