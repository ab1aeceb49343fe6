package io.slimconsole.node.forward;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.Name;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/// An attached application's end of its link. May be used on any thread but an event loop.
public final class LocalPort {
    private final LocalLink link;

    LocalPort(LocalLink link) {
        this.link = link;
    }

    public ConnectionId id() {
        return link.id();
    }

    /// Of a serialized message, in bytes.
    public int largestMessage() {
        return link.lane().exchange().largestMessage();
    }

    public boolean isOpen() {
        return link.reachable();
    }

    /// Routes a serialized publish; waits while a receiver can't keep up.
    ///
    /// @return how many receivers it went to; negative if this link is closed
    public int send(byte[] message) throws InterruptedException {
        link.passGate();
        try {
            return CompletableFuture.supplyAsync(() -> route(message), link.loop()).join();
        } catch (RejectedExecutionException _) {
            return -1;
        }
    }

    private int route(byte[] message) {
        return link.reachable()
                ? link.lane().receiveLocal(link, Unpooled.wrappedBuffer(message))
                : -1;
    }

    /// @return why not; empty if it is done
    public Optional<String> subscribe(Name name) {
        return link.lane().exchange().routes().subscribe(link, name);
    }

    /// @return why not; empty if it is done
    public Optional<String> unsubscribe(Name name) {
        return link.lane().exchange().routes().unsubscribe(link, name);
    }

    public void close() {
        try {
            link.loop().execute(() -> link.close(CloseReason.BY_PEER, "the application left"));
        } catch (RejectedExecutionException _) {
            // the node is closed, and the link with it
        }
    }
}
