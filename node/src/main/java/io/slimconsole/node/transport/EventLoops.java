package io.slimconsole.node.transport;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The threads that carry the traffic, and the memory they share.
///
/// Epoll where the machine has it, plain NIO elsewhere. More than four loops bring nothing for a forwarder whose
/// messages change loops; each one costs an arena of memory.
public final class EventLoops implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventLoops.class);

    private static final int MOST = 4;
    private static final int PAGE_BYTES = 8 * 1024;

    /// Chunks of 2 MiB: an idle node holds one of them for each loop.
    private static final int CHUNK_ORDER = 8;

    private final MultiThreadIoEventLoopGroup group;
    private final List<EventLoop> all;
    private final ByteBufAllocator allocator;
    private final Class<? extends ServerChannel> serverChannel;

    private EventLoops(
            int count, IoHandlerFactory io, Class<? extends ServerChannel> serverChannel) {
        group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory("slim-loop", true), io);
        allocator = pool(count);
        this.serverChannel = serverChannel;
        var loops = new ArrayList<EventLoop>();
        for (var executor : group) {
            loops.add((EventLoop) executor);
        }
        all = List.copyOf(loops);
    }

    /// As many as the machine can use.
    public static EventLoops start() {
        int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
        if (Epoll.isAvailable()) {
            return new EventLoops(
                    count, EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
        }
        log.atDebug().setCause(Epoll.unavailabilityCause()).log("no epoll here; using NIO");
        return new EventLoops(count, NioIoHandler.newFactory(), NioServerSocketChannel.class);
    }

    private static ByteBufAllocator pool(int arenas) {
        return new PooledByteBufAllocator(true, 0, arenas, PAGE_BYTES, CHUNK_ORDER, 256, 64, false);
    }

    public List<EventLoop> all() {
        return all;
    }

    public ByteBufAllocator allocator() {
        return allocator;
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    Class<? extends ServerChannel> serverChannel() {
        return serverChannel;
    }

    /// Ends the threads and waits for it; not to be called on one of them.
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
