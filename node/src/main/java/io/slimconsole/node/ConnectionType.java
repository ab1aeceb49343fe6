package io.slimconsole.node;

/// Who is at the other end; the order is the preference when one of several receivers is chosen.
///
/// @see "data-plane.md 3.1"
public enum ConnectionType {
    /// An application in this process.
    LOCAL,
    /// A node of another deployment.
    REMOTE,
    /// A node of this deployment.
    PEER,
    /// An application process, with its SDK.
    EDGE
}
