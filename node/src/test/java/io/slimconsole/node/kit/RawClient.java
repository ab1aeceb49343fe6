package io.slimconsole.node.kit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One HTTP/2 connection with one stream, byte by byte as a test wants it.
public final class RawClient implements AutoCloseable {
    public static final String PATH = "/dataplane.proto.v1.DataPlaneService/OpenChannel";

    private static final int DEADLINE_SECONDS = 45;
    private static final int WINDOW = 256 * 1024;
    private static final int FRAME = 1024 * 1024;

    private final MultiThreadIoEventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Http2Headers> responseHeaders = new CompletableFuture<>();
    private final CompletableFuture<Http2Headers> trailers = new CompletableFuture<>();
    private final CompletableFuture<Long> reset = new CompletableFuture<>();
    private final CompletableFuture<String> goAway = new CompletableFuture<>();
    private final CountDownLatch pings = new CountDownLatch(1);
    private final CompositeByteBuf received = Unpooled.compositeBuffer(Integer.MAX_VALUE);
    private final Receiver receiver = new Receiver();
    private final Http2FrameCodec codec;
    private final Channel channel;
    private @Nullable Http2FrameStream stream;
    private volatile boolean consuming = true;

    private RawClient(InetSocketAddress address, @Nullable SslContext tls) {
        codec =
                Http2FrameCodecBuilder.forClient()
                        .initialSettings(
                                Http2Settings.defaultSettings()
                                        .pushEnabled(false)
                                        .initialWindowSize(WINDOW)
                                        .maxFrameSize(FRAME))
                        .build();
        var connected =
                new Bootstrap()
                        .group(group)
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel ch) {
                                        if (tls != null) {
                                            ch.pipeline()
                                                    .addLast(
                                                            tls.newHandler(
                                                                    ch.alloc(),
                                                                    "localhost",
                                                                    address.getPort()));
                                        }
                                        ch.pipeline().addLast(codec, receiver);
                                    }
                                })
                        .connect(address)
                        .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new AssertionError("can't connect to " + address, connected.cause());
        }
        channel = connected.channel();
    }

    public static RawClient connect(InetSocketAddress address) {
        return new RawClient(address, null);
    }

    public static RawClient connect(InetSocketAddress address, SslContext tls) {
        return new RawClient(address, tls);
    }

    /// Opens the stream as an SDK does.
    public RawClient open() {
        return request("POST", PATH, "application/grpc");
    }

    public RawClient request(String method, String path, String contentType) {
        Http2FrameStream opened = receiver.newStream();
        stream = opened;
        var headers =
                new DefaultHttp2Headers()
                        .method(method)
                        .path(path)
                        .scheme("http")
                        .authority("localhost")
                        .set("te", "trailers")
                        .set("content-type", contentType);
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, false).stream(opened))
                .awaitUninterruptibly();
        return this;
    }

    public void send(byte[] message) {
        ByteBuf framed = Unpooled.buffer(5 + message.length);
        framed.writeByte(0).writeInt(message.length).writeBytes(message);
        sendBytes(framed);
    }

    /// Bytes of the stream, framed or not.
    public void sendBytes(ByteBuf bytes) {
        var _ = channel.writeAndFlush(new DefaultHttp2DataFrame(bytes, false).stream(stream()));
    }

    /// Waits until they have left.
    public void sendBytesAndWait(ByteBuf bytes) {
        channel.writeAndFlush(new DefaultHttp2DataFrame(bytes, false).stream(stream()))
                .awaitUninterruptibly();
    }

    public void endStream() {
        var _ =
                channel.writeAndFlush(
                        new DefaultHttp2DataFrame(Unpooled.EMPTY_BUFFER, true).stream(stream()));
    }

    public void resetStream() {
        var _ =
                channel.writeAndFlush(
                        new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream()));
    }

    /// Sends DATA frames with nothing in them, around the codec, which would not.
    public void sendEmptyFrames(int count) {
        var _ = channel.eventLoop().submit(() -> writeEmptyFrames(count));
    }

    private void writeEmptyFrames(int count) {
        var context = channel.pipeline().context(codec);
        for (int i = 0; i < count; i++) {
            var _ =
                    codec.encoder()
                            .frameWriter()
                            .writeData(
                                    context,
                                    stream().id(),
                                    Unpooled.EMPTY_BUFFER,
                                    0,
                                    false,
                                    context.newPromise());
        }
        context.flush();
    }

    public void ping() {
        var _ = channel.writeAndFlush(new DefaultHttp2PingFrame(1));
    }

    public void awaitPong() throws InterruptedException {
        if (!pings.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no answer to a ping");
        }
    }

    /// Takes nothing more off the stream's window: the node's queue fills. Control frames go on.
    public void stopConsuming() {
        consuming = false;
    }

    /// Reads nothing more off the socket.
    public void stopReading() {
        channel.config().setAutoRead(false);
    }

    public void startReading() {
        channel.config().setAutoRead(true);
    }

    public byte[] receive() {
        return get(
                () -> {
                    byte[] next = messages.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
                    if (next == null) {
                        throw new AssertionError("no message came");
                    }
                    return next;
                });
    }

    /// What has come by now and was not asked for yet.
    public int received() {
        return messages.size();
    }

    public Http2Headers responseHeaders() {
        return get(() -> responseHeaders.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    /// The gRPC status that the stream ended with.
    public String status() {
        Http2Headers end = get(() -> trailers.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        return String.valueOf(end.get("grpc-status"));
    }

    public String statusMessage() {
        Http2Headers end = get(() -> trailers.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
        return String.valueOf(end.get("grpc-message"));
    }

    public String goAwayText() {
        return get(() -> goAway.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    public long resetCode() {
        return get(() -> reset.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    public void awaitClosed() {
        if (!channel.closeFuture().awaitUninterruptibly(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node did not close the connection");
        }
    }

    public boolean isConnected() {
        return channel.isActive();
    }

    /// Cuts the connection without a word.
    public void cut() {
        channel.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Http2FrameStream stream() {
        if (stream == null) {
            throw new IllegalStateException("no stream is open");
        }
        return stream;
    }

    private interface Wait<T> {
        T await() throws Exception;
    }

    private static <T> T get(Wait<T> wait) {
        try {
            return wait.await();
        } catch (Exception e) {
            throw new AssertionError("the node did not answer as expected", e);
        }
    }

    private final class Receiver extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object frame) {
            try {
                switch (frame) {
                    case Http2HeadersFrame headers -> headers(headers);
                    case Http2DataFrame data -> data(ctx, data);
                    case Http2ResetFrame end -> reset.complete(end.errorCode());
                    case Http2GoAwayFrame end ->
                            goAway.complete(
                                    end.content()
                                            .toString(java.nio.charset.StandardCharsets.UTF_8));
                    case Http2PingFrame ping when ping.ack() -> pings.countDown();
                    default -> {}
                }
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // a node that hangs up on a hostile client may reset the connection
            var _ = ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            received.release();
        }

        private void headers(Http2HeadersFrame frame) {
            responseHeaders.complete(frame.headers());
            if (frame.isEndStream()) {
                trailers.complete(frame.headers());
            }
        }

        private void data(ChannelHandlerContext ctx, Http2DataFrame data) {
            received.addComponent(true, data.content().retain());
            while (received.readableBytes() >= 5) {
                int length = received.getInt(received.readerIndex() + 1);
                if (received.readableBytes() < 5 + length) {
                    break;
                }
                received.skipBytes(5);
                byte[] message = new byte[length];
                received.readBytes(message);
                received.discardReadComponents();
                messages.add(message);
            }
            if (consuming) {
                var _ =
                        ctx.writeAndFlush(
                                new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes())
                                        .stream(data.stream()));
            }
        }
    }
}
