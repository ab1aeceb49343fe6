package io.slimconsole.node.transport;

/// How a stream, or a TCP connection that never opened one, came to its end.
///
/// @param detail what happened, in words for the operator
public record StreamEnd(Kind kind, String detail) {
    /// Whose doing it was.
    public enum Kind {
        /// The client finished its side in order, or reset the stream.
        CLOSED_BY_CLIENT,
        /// The TCP connection broke, or stopped answering.
        LOST,
        /// The client broke the rules of TLS, HTTP/2 or gRPC, or sent too large a message.
        PROTOCOL,
        TLS,
        /// Not established in time.
        TIMEOUT,
        /// One connection more than allowed.
        LIMIT
    }
}
