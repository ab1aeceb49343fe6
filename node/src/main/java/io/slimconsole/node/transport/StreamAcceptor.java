package io.slimconsole.node.transport;

/// Receives what a server accepts. Called on the event loop of the connection in question.
public interface StreamAcceptor {
    /// A client opened a stream; the response headers are on their way.
    ///
    /// @return who receives what comes in on it
    StreamListener opened(MessageStream stream);

    /// A TCP connection ended before it opened a stream.
    ///
    /// @param remoteAddress `host:port` of the client
    void refused(String remoteAddress, StreamEnd end);
}
