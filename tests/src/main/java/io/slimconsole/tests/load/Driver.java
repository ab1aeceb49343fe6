package io.slimconsole.tests.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes links to nodes and owns the threads they run on.
final class Driver implements AutoCloseable {
    /// Links opened at one time; each costs the node a key agreement.
    private static final int OPENING = 50;

    private static final int CONNECT_SECONDS = 30;
    private static final int LOW_WATER = 64 * 1024;
    private static final int HIGH_WATER = 256 * 1024;

    private final EventLoopGroup loops;
    private final boolean epoll = Epoll.isAvailable();

    Driver(int threads) {
        loops =
                new MultiThreadIoEventLoopGroup(
                        threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    LoadLink connect(InetSocketAddress node, Name own) {
        return await(open(node, own));
    }

    /// Opens `count` links, whose names are `own` with the instance ids from 1.
    List<LoadLink> connect(InetSocketAddress node, Name own, int count) {
        var opened = new ArrayList<LoadLink>();
        while (opened.size() < count) {
            // a node that has just started loads what it needs with the first
            int batch = Math.min(OPENING, opened.size() + 1);
            var opening = new ArrayList<LoadLink>();
            for (int i = 0; i < Math.min(batch, count - opened.size()); i++) {
                opening.add(open(node, own.withId(new NameId(0, opened.size() + i + 1L))));
            }
            opening.forEach(Driver::await);
            opened.addAll(opening);
        }
        return opened;
    }

    private LoadLink open(InetSocketAddress node, Name own) {
        var link = new LoadLink(own);
        String authority = node.getHostString() + ":" + node.getPort();
        new Bootstrap()
                .group(loops)
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new CallHandler(link, authority));
                            }
                        })
                .connect(node)
                .addListener(
                        connected -> {
                            if (!connected.isSuccess()) {
                                link.closed(connected.cause().toString());
                            }
                        });
        return link;
    }

    private static LoadLink await(LoadLink link) {
        return link.ready().orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
