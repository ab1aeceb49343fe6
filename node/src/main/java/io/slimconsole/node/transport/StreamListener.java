package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;

/// The receiving side of one stream. Called on the event loop of its connection.
public interface StreamListener {
    /// A whole gRPC message, without its framing.
    ///
    /// @param message borrowed: who needs it after this call retains it
    void message(ByteBuf message);

    /// Bytes that were given to [MessageStream#write] have left, or were given up because the stream ended.
    void written(int bytes);

    /// Called once, when the stream ends otherwise than by [MessageStream#finish] or [MessageStream#abort].
    void ended(StreamEnd end);
}
