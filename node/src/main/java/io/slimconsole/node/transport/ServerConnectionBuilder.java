package io.slimconsole.node.transport;

import io.netty.handler.codec.http2.AbstractHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;

/// Puts an HTTP/2 connection together: our settings, and Netty's own limits against floods of control frames.
final class ServerConnectionBuilder
        extends AbstractHttp2ConnectionHandlerBuilder<ServerConnection, ServerConnectionBuilder> {
    /// Only one of them is served; the others are room for refusals with a status.
    private static final int STREAMS = 8;

    private final ServerConfig config;
    private final StreamAcceptor acceptor;
    private final Frames frames = new Frames();

    ServerConnectionBuilder(ServerConfig config, StreamAcceptor acceptor) {
        this.config = config;
        this.acceptor = acceptor;
        var connection = new DefaultHttp2Connection(true, 0);
        connection
                .remote()
                .flowController(
                        new DefaultHttp2RemoteFlowController(
                                connection, new UniformStreamByteDistributor(connection)));
        connection(connection);
        frameListener(frames);
        initialSettings(
                Http2Settings.defaultSettings()
                        .initialWindowSize(config.windowBytes())
                        .maxFrameSize(config.frameBytes())
                        .maxConcurrentStreams(STREAMS)
                        .maxHeaderListSize(config.headerBytes()));
    }

    @Override
    public ServerConnection build() {
        return super.build();
    }

    @Override
    protected ServerConnection build(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings) {
        var connection = new ServerConnection(decoder, encoder, settings, config, acceptor);
        frames.to(connection);
        return connection;
    }
}
