package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Exception.StreamException;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

/// One TCP connection of a client: HTTP/2 by Netty, and on it one SLIM stream.
///
/// An upstream client opens one connection for each stream, so a second stream is refused with a status that says so;
/// and when the stream ends, the connection ends with it. A connection that has no established stream within the
/// limit is closed, whatever it does meanwhile.
@SuppressWarnings(
        "FutureReturnValueIgnored") // a write that fails ends the connection, which tells of it
final class ServerConnection extends Http2ConnectionHandler {
    private static final String NO_PREFACE = "client preface string missing or corrupt";
    private static final String TLS_HANDSHAKE = NO_PREFACE + ". Hex dump for received bytes: 1603";

    private static final Logger log = LoggerFactory.getLogger(ServerConnection.class);

    /// How long a client may take to read the end of its stream before the connection is cut.
    private static final long LINGER_MILLIS = 2_000;

    private final ServerConfig config;
    private final StreamAcceptor acceptor;

    private @Nullable ChannelHandlerContext context;
    private @Nullable ServerStream stream;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable KeepAlive keepAlive;
    private @Nullable StreamEnd cause;
    private boolean windowOpened;
    private boolean spoke;
    private boolean ending;

    ServerConnection(
            Http2ConnectionDecoder decoder,
            Http2ConnectionEncoder encoder,
            Http2Settings settings,
            ServerConfig config,
            StreamAcceptor acceptor) {
        super(decoder, encoder, settings);
        this.config = config;
        this.acceptor = acceptor;
        gracefulShutdownTimeoutMillis(LINGER_MILLIS);
    }

    // ---- life of the connection

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
        context = ctx;
        super.handlerAdded(ctx);
        deadline =
                ctx.executor()
                        .schedule(
                                this::notEstablished,
                                config.establishTimeout().toMillis(),
                                TimeUnit.MILLISECONDS);
        openWindow();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        super.channelActive(ctx);
        openWindow();
    }

    /// Only streams take their window from SETTINGS; the connection's has to be opened by hand.
    private void openWindow() throws Http2Exception {
        if (!windowOpened && context().channel().isActive()) {
            windowOpened = true;
            var flow = decoder().flowController();
            var whole = connection().connectionStream();
            flow.incrementWindowSize(whole, config.windowBytes() - flow.windowSize(whole));
            keepAlive = new KeepAlive(context(), encoder(), this::lost);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        spoke = true;
        if (keepAlive != null) {
            keepAlive.heard();
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && !handshake.isSuccess()) {
            spoke = true;
            note(StreamEnd.Kind.TLS, "the TLS handshake failed: " + handshake.cause().getMessage());
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        cancelTimers();
        note(StreamEnd.Kind.LOST, "the connection was closed");
        boolean neverOpened = stream == null;
        super.channelInactive(ctx);
        if (stream != null) {
            stream.closed(cause());
        } else if (neverOpened && spoke) {
            acceptor.refused(remoteAddress(), cause());
        }
    }

    private void cancelTimers() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (keepAlive != null) {
            keepAlive.stop();
        }
    }

    private void notEstablished() {
        String detail =
                "no link negotiation within %d ms".formatted(config.establishTimeout().toMillis());
        note(StreamEnd.Kind.TIMEOUT, detail);
        if (stream != null) {
            stream.timedOut(detail);
        } else {
            spoke = true;
            cut();
        }
    }

    private void lost(String detail) {
        note(StreamEnd.Kind.LOST, detail);
        cut();
    }

    /// The first cause is the real one; what follows are its consequences.
    private void note(StreamEnd.Kind kind, String detail) {
        if (cause == null) {
            cause = new StreamEnd(kind, detail);
        }
    }

    private StreamEnd cause() {
        return cause != null ? cause : new StreamEnd(StreamEnd.Kind.LOST, "the connection ended");
    }

    /// Closes the TCP connection at once.
    private void cut() {
        context().close();
    }

    /// Says goodbye, lets the client read the end of its stream for a moment, and closes.
    private void end() {
        if (!ending) {
            ending = true;
            cancelTimers();
            try {
                close(context(), context().newPromise());
            } catch (Exception broken) {
                log.atDebug().setCause(broken).log("no orderly end for " + remoteAddress());
            }
            context().executor().schedule(this::cut, LINGER_MILLIS + 500, TimeUnit.MILLISECONDS);
        }
    }

    /// What is no HTTP/2 error: the socket's, TLS's, or our own.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) throws Exception {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(thrown) != null) {
            super.exceptionCaught(ctx, thrown);
        } else {
            noteFailure(thrown);
            cut();
        }
    }

    private void noteFailure(Throwable thrown) {
        if (thrown instanceof IOException) {
            note(StreamEnd.Kind.LOST, "the connection was lost: " + thrown.getMessage());
        } else if (thrown.getCause() instanceof SSLException broken) {
            note(StreamEnd.Kind.TLS, "TLS: " + broken.getMessage());
        } else {
            note(StreamEnd.Kind.PROTOCOL, "unexpected failure: " + thrown);
            log.atWarn()
                    .addKeyValue("client", remoteAddress())
                    .setCause(thrown)
                    .log("closing a connection after an unexpected failure");
        }
    }

    @Override
    protected void onConnectionError(
            ChannelHandlerContext ctx,
            boolean outbound,
            Throwable thrown,
            @Nullable Http2Exception error) {
        if (error != null) {
            note(StreamEnd.Kind.PROTOCOL, plainly(String.valueOf(error.getMessage())));
        } else {
            noteFailure(thrown);
        }
        super.onConnectionError(ctx, outbound, thrown, error);
    }

    /// What an operator needs to hear. Netty tells what a connection began with as a hex dump; a TLS client on a
    /// cleartext port is the commonest case, and its first bytes are those of a handshake record.
    private static String plainly(String error) {
        if (error.contains(TLS_HANDSHAKE)) {
            return "a TLS client, but this port speaks cleartext: let it connect with http://, or"
                    + " set up a certificate for this node";
        }
        if (error.contains(NO_PREFACE)) {
            return "not HTTP/2: whatever connected does not speak SLIM";
        }
        return "HTTP/2: " + error;
    }

    @Override
    protected void onStreamError(
            ChannelHandlerContext ctx, boolean outbound, Throwable thrown, StreamException error) {
        if (stream != null && stream.http2Id() == error.streamId()) {
            stream.closed(new StreamEnd(StreamEnd.Kind.PROTOCOL, "HTTP/2: " + error.getMessage()));
            end();
        }
        super.onStreamError(ctx, outbound, thrown, error);
    }

    // ---- frames, as `Frames` hands them over

    void headers(ChannelHandlerContext ctx, int streamId, Http2Headers headers, boolean last)
            throws Http2Exception {
        if (stream != null && stream.http2Id() == streamId) {
            if (last) {
                stream.received(ctx.alloc().buffer(0, 0), true);
            }
            return;
        }
        Http2Headers refusal = GrpcHeaders.refusal(headers, stream != null);
        if (refusal != null) {
            encoder().writeHeaders(ctx, streamId, refusal, 0, true, ctx.newPromise());
            return;
        }
        encoder().writeHeaders(ctx, streamId, GrpcHeaders.accepted(), 0, false, ctx.newPromise());
        ctx.flush();
        ServerStream opened =
                new ServerStream(this, connection().stream(streamId), config.messageBytes());
        stream = opened;
        opened.listener(acceptor.opened(opened));
        if (last) {
            opened.received(ctx.alloc().buffer(0, 0), true);
        }
    }

    int data(int streamId, ByteBuf data, int padding, boolean last) {
        if (stream == null || stream.http2Id() != streamId) {
            return data.readableBytes() + padding;
        }
        return stream.received(data, last) + padding;
    }

    void reset(int streamId, long errorCode) {
        if (stream != null && stream.http2Id() == streamId) {
            Http2Error error = Http2Error.valueOf(errorCode);
            stream.closed(
                    new StreamEnd(
                            StreamEnd.Kind.CLOSED_BY_CLIENT,
                            "the client reset the stream (%s)"
                                    .formatted(error == null ? errorCode : error)));
            end();
        }
    }

    // ---- what a stream asks for

    void established() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    void writeData(ServerStream from, ByteBuf framed, int bytes) {
        var promise = context().newPromise();
        promise.addListener(_ -> from.written(bytes));
        encoder().writeData(context(), from.http2Id(), framed, 0, false, promise);
    }

    void flush() {
        flush(context());
    }

    void consumed(Http2Stream http2, int bytes) {
        try {
            if (bytes > 0 && decoder().flowController().consumeBytes(http2, bytes)) {
                context().flush();
            }
        } catch (Http2Exception broken) {
            onError(context(), true, broken);
        }
    }

    void finish(ServerStream which, GrpcStatus status, String text) {
        if (!context().channel().isActive()) {
            return;
        }
        encoder()
                .writeHeaders(
                        context(),
                        which.http2Id(),
                        GrpcHeaders.trailers(status, text),
                        0,
                        true,
                        context().newPromise());
        flush();
        end();
    }

    void abort(ServerStream which, String text) {
        if (!context().channel().isActive()) {
            return;
        }
        resetStream(
                context(),
                which.http2Id(),
                Http2Error.ENHANCE_YOUR_CALM.code(),
                context().newPromise());
        goAway(
                context(),
                which.http2Id(),
                Http2Error.ENHANCE_YOUR_CALM.code(),
                ByteBufUtil.writeUtf8(allocator(), text),
                context().newPromise());
        flush();
        end();
    }

    ByteBufAllocator allocator() {
        return context().alloc();
    }

    EventLoop eventLoop() {
        return context().channel().eventLoop();
    }

    String remoteAddress() {
        return describe(context().channel().remoteAddress());
    }

    static String describe(@Nullable Object address) {
        if (address instanceof InetSocketAddress inet) {
            String host = inet.getAddress().getHostAddress();
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
        }
        return "unknown";
    }

    Optional<String> tls() {
        SslHandler ssl = context().pipeline().get(SslHandler.class);
        return ssl == null
                ? Optional.empty()
                : Optional.of(
                        ssl.engine().getSession().getProtocol()
                                + " "
                                + ssl.engine().getSession().getCipherSuite());
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("used before it was added to a pipeline");
        }
        return context;
    }
}
