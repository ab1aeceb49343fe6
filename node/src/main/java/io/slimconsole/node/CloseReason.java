package io.slimconsole.node;

/// Why a connection ended or was refused.
public enum CloseReason {
    /// The other end closed it, or went away.
    BY_PEER,
    /// The operator closed it; the other end may come back.
    BY_OPERATOR,
    /// The operator closed it for good.
    KEPT_OUT,
    /// This node stops.
    NODE_STOPPED,
    /// No valid link negotiation, or none in time.
    NEGOTIATION_FAILED,
    /// It broke the protocol: not decodable, oversized, not gRPC.
    PROTOCOL_ERROR,
    /// Its queue stayed full for longer than the limit.
    TOO_SLOW,
    /// More connections, subscriptions or requests than this node allows.
    LIMIT_REACHED,
    /// A link type that this node does not serve.
    NOT_SUPPORTED,
    /// The TLS handshake failed.
    TLS_FAILED
}
