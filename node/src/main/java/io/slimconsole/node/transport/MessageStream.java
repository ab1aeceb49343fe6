package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

import java.util.Optional;

/// The sending side of one stream. All but [#eventLoop] and the facts about the client is for the event loop only.
public interface MessageStream {
    /// Bytes of gRPC framing in front of each message: a zero, and the length as four bytes, big-endian.
    int FRAMING_BYTES = 5;

    EventLoop eventLoop();

    ByteBufAllocator allocator();

    /// `host:port` of the client.
    String remoteAddress();

    /// TLS version and cipher suite; empty on cleartext.
    Optional<String> tls();

    /// The client did in time what it had to; from now on it may be as quiet as it likes.
    void established();

    /// Queues bytes for the client: whole messages with their framing, or consecutive parts of them.
    ///
    /// @param framed is taken over
    void write(ByteBuf framed);

    /// Sends what was written.
    void flush();

    /// Delivers no message until [#resume]. The client goes on until its HTTP/2 window is used up; control frames are
    /// handled meanwhile.
    void pause();

    /// Delivers what came in the meantime, as part of this call, and all that follows.
    void resume();

    /// Ends the stream in order, after what was written, and then the connection.
    void finish(GrpcStatus status, String text);

    /// Ends the stream and the connection without waiting for the client to read what was written.
    void abort(String text);
}
