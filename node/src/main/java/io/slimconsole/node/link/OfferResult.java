package io.slimconsole.node.link;

import io.slimconsole.node.LinkFacts;

/// What comes of the first message that a node sends back.
public sealed interface OfferResult {
    /// The link stands.
    record Accepted(LinkFacts facts, HeaderMac mac) implements OfferResult {}

    /// The stream is of no use.
    ///
    /// @param reason as upstream words it, behind `link negotiation error `
    record Rejected(String reason) implements OfferResult {}
}
