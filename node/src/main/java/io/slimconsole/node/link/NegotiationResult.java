package io.slimconsole.node.link;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.wire.proto.Message;

import java.util.Optional;

/// What comes of the first message on a new stream.
public sealed interface NegotiationResult {
    /// The link stands once `reply` is sent.
    ///
    /// @param mac empty if this link carries no header MAC, which a strict node never allows
    record Accepted(Message reply, ConnectionType type, LinkFacts facts, Optional<HeaderMac> mac)
            implements NegotiationResult {}

    /// The stream ends; the other side is not told why.
    ///
    /// @param reason as upstream words it, behind `link negotiation error `
    record Rejected(String reason) implements NegotiationResult {}
}
