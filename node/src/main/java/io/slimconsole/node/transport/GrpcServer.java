package io.slimconsole.node.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Listens on a port and accepts `OpenChannel` streams, cleartext or TLS.
///
/// [#bind] returns when clients can connect. [#stopAccepting] frees the port; [#close] cuts what is still connected.
/// Both may be called twice, from any thread but an event loop.
public final class GrpcServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long CLOSING_MILLIS = 5_000;

    /// What waits in a socket's own queue before HTTP/2 holds the rest back.
    private static final WriteBufferWaterMark WATER_MARK =
            new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final Channel listening;
    private final ChannelGroup open;

    private GrpcServer(Channel listening, ChannelGroup open) {
        this.listening = listening;
        this.open = open;
    }

    /// @throws IOException if the address can't be listened on, as the operating system says
    public static GrpcServer bind(
            EventLoops loops,
            InetSocketAddress address,
            ServerConfig config,
            StreamAcceptor acceptor)
            throws IOException {
        var open = new DefaultChannelGroup("slim-connections", GlobalEventExecutor.INSTANCE);
        var bootstrap =
                new ServerBootstrap()
                        .group(loops.group())
                        .channel(loops.serverChannel())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOCATOR, loops.allocator())
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                        .childHandler(new Accepted(config, acceptor, open));
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Throwable cause = bound.cause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        }
        return new GrpcServer(bound.channel(), open);
    }

    /// Where it listens, with the real port.
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    public void stopAccepting() {
        listening.close().awaitUninterruptibly(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Waits until all TCP connections are closed.
    ///
    /// @return false if some are not, after `millis`
    public boolean awaitQuiet(long millis) {
        return open.newCloseFuture().awaitUninterruptibly(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        stopAccepting();
        for (Channel channel : open) {
            // Netty allows it on the channel's own thread alone
            channel.eventLoop().execute(channel.unsafe()::closeForcibly);
        }
        awaitQuiet(CLOSING_MILLIS);
    }

    /// Sets up a TCP connection: the limit, TLS, HTTP/2.
    private static final class Accepted extends ChannelInitializer<Channel> {
        private final ServerConfig config;
        private final StreamAcceptor acceptor;
        private final ChannelGroup open;
        private final AtomicInteger count = new AtomicInteger();

        Accepted(ServerConfig config, StreamAcceptor acceptor, ChannelGroup open) {
            this.config = config;
            this.acceptor = acceptor;
            this.open = open;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (count.incrementAndGet() > config.connections()) {
                count.decrementAndGet();
                acceptor.refused(
                        ServerConnection.describe(channel.remoteAddress()),
                        new StreamEnd(
                                StreamEnd.Kind.LIMIT,
                                "%d connections are open already".formatted(config.connections())));
                var _ = channel.close();
                return;
            }
            var _ = channel.closeFuture().addListener(_ -> count.decrementAndGet());
            open.add(channel);
            config.tls()
                    .ifPresent(
                            tls -> {
                                var handler = tls.newHandler(channel.alloc());
                                handler.setHandshakeTimeoutMillis(0);
                                channel.pipeline().addLast(handler);
                            });
            channel.pipeline().addLast(new ServerConnectionBuilder(config, acceptor).build());
        }
    }
}
