package io.slimconsole.node.wire;

/// What one serialized message is.
public enum MessageKind {
    PUBLISH,
    SUBSCRIBE,
    UNSUBSCRIBE,
    LINK,
    SUBSCRIPTION_ACK,
    /// Whole, but without a `message_type` that we know.
    UNKNOWN,
    /// Not decodable: cut off, overlong, or against the schema.
    MALFORMED;

    /// Whether messages of this kind have a SLIM header.
    public boolean routed() {
        return this == PUBLISH || this == SUBSCRIBE || this == UNSUBSCRIBE;
    }
}
