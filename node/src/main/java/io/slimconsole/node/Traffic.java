package io.slimconsole.node;

/// What went over a connection, or through the whole node, since it began. "In" is towards the node.
///
/// Bytes count SLIM messages as the wire carries them, without the framing of gRPC, HTTP/2 and TLS.
public record Traffic(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
