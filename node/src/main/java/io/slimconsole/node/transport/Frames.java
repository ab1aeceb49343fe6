package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;

import org.jspecify.annotations.Nullable;

/// Passes on the frames that concern SLIM; the codec answers the others by itself.
final class Frames extends Http2FrameAdapter {
    private @Nullable ServerConnection connection;

    /// The codec wants its listener before the handler that is built from it.
    void to(ServerConnection receiver) {
        connection = receiver;
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        onHeadersRead(ctx, streamId, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int streamId,
            Http2Headers headers,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        if (connection != null) {
            connection.headers(ctx, streamId, headers, endOfStream);
        }
    }

    @Override
    public int onDataRead(
            ChannelHandlerContext ctx,
            int streamId,
            ByteBuf data,
            int padding,
            boolean endOfStream) {
        return connection == null
                ? data.readableBytes() + padding
                : connection.data(streamId, data, padding, endOfStream);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext ctx, int streamId, long errorCode) {
        if (connection != null) {
            connection.reset(streamId, errorCode);
        }
    }
}
