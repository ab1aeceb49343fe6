package io.slimconsole.node.forward;

import io.netty.buffer.ByteBuf;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.link.LinkNegotiation;
import io.slimconsole.node.link.NegotiationResult;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Negotiates on a thread of its own, one link after the other: the key agreement costs as much as hundreds of
/// messages, and must not cost those of others.
final class Negotiator implements AutoCloseable {
    /// What is not answered in the time a client gives us need not wait.
    private static final int WAITING = 4096;

    private final LinkNegotiation negotiation;
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    10,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("slim-negotiator").factory());

    Negotiator(NodeConfig config) {
        negotiation =
                new LinkNegotiation(
                        config.nodeId(), config.domainName(), config.requireHeaderMac());
        thread.allowCoreThreadTimeOut(true);
    }

    /// @param first is taken over
    void negotiate(NetworkLink link, ByteBuf first, Optional<String> tls) {
        try {
            thread.execute(
                    () -> {
                        NegotiationResult result;
                        try {
                            result = negotiation.answer(first, tls);
                        } finally {
                            first.release();
                        }
                        tell(link, result);
                    });
        } catch (RejectedExecutionException full) {
            first.release();
            link.close(
                    CloseReason.LIMIT_REACHED,
                    "%d links are being negotiated already".formatted(WAITING));
        }
    }

    private static void tell(NetworkLink link, NegotiationResult result) {
        try {
            link.loop().execute(() -> link.negotiated(result));
        } catch (RejectedExecutionException _) {
            // the node is closed
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
