package io.slimconsole.session.network;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.link.LinkInput.Acknowledged;
import io.slimconsole.node.link.LinkInput.Dropped;
import io.slimconsole.node.link.LinkInput.Malformed;
import io.slimconsole.node.link.LinkInput.Published;
import io.slimconsole.node.link.LinkOffer;
import io.slimconsole.node.link.LinkReader;
import io.slimconsole.node.link.LinkWriter;
import io.slimconsole.node.link.OfferResult;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.SlimMessage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One link to a node, from the connection to its end. Not used again afterwards.
///
/// May be used on any thread. What the node sends is handed on by one virtual thread at a time; no more than [#AHEAD]
/// messages are read before they are taken. What is sent to the node waits in gRPC up to [#QUEUE_BYTES]; beyond that the
/// sender waits, and a node that takes nothing for too long loses its link.
final class EdgeStream extends ClientCall.Listener<byte[]> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EdgeStream.class);

    private static final int AHEAD = 8;
    private static final int QUEUE_BYTES = 1024 * 1024;
    private static final int WINDOW_BYTES = 1024 * 1024;
    private static final long GOODBYE_MILLIS = 2_000;

    private static final MethodDescriptor<byte[], byte[]> OPEN_CHANNEL =
            MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                    .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
                    .setFullMethodName("dataplane.proto.v1.DataPlaneService/OpenChannel")
                    .build();

    private static final Executor VIRTUAL =
            work -> Thread.ofVirtual().name("slim-edge").start(work);

    private final NodeAddress node;
    private final LinkTimes times;
    private final Consumer<SlimMessage> receiver;
    private final ManagedChannel channel;
    private final ClientCall<byte[], byte[]> call;
    private final CompletableFuture<byte[]> first = new CompletableFuture<>();
    private final CompletableFuture<LinkFailure> end = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Acknowledged>> asked = new ConcurrentHashMap<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final Condition writable = sending.newCondition();
    private volatile @Nullable Open open;

    /// Guarded by `sending`.
    private boolean left;

    /// What there is once the link is negotiated.
    private record Open(LinkFacts facts, LinkReader reader, LinkWriter writer) {}

    private EdgeStream(NodeAddress node, LinkTimes times, Consumer<SlimMessage> receiver)
            throws LinkFailure {
        this.node = node;
        this.times = times;
        this.receiver = receiver;
        this.channel = channel(node, times);
        this.call =
                channel.newCall(
                        OPEN_CHANNEL, CallOptions.DEFAULT.withOnReadyThreshold(QUEUE_BYTES));
    }

    private static ManagedChannel channel(NodeAddress node, LinkTimes times) throws LinkFailure {
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(node.host(), node.port())
                        .executor(VIRTUAL)
                        .offloadExecutor(VIRTUAL)
                        .disableRetry()
                        .flowControlWindow(WINDOW_BYTES)
                        .maxInboundMessageSize(NodeLimits.MAX_MESSAGE_BYTES)
                        .keepAliveTime(
                                times.keepAlive().silence().toMillis(), TimeUnit.MILLISECONDS)
                        .keepAliveTimeout(
                                times.keepAlive().answer().toMillis(), TimeUnit.MILLISECONDS);
        if (node.tls().isPresent()) {
            ClientTls tls = node.tls().get();
            builder.useTransportSecurity().sslContext(EdgeTls.context(tls));
            tls.serverName().ifPresent(builder::overrideAuthority);
        } else {
            builder.usePlaintext();
        }
        return builder.build();
    }

    /// Connects and negotiates.
    ///
    /// @param linkId the same for each link of one application
    /// @param receiver takes one message after the other
    static EdgeStream dial(
            NodeAddress node,
            String linkId,
            String nodeId,
            LinkTimes times,
            Consumer<SlimMessage> receiver)
            throws LinkFailure, InterruptedException {
        var stream = new EdgeStream(node, times, receiver);
        try {
            stream.negotiate(new LinkOffer(linkId, nodeId));
            return stream;
        } catch (LinkFailure | InterruptedException e) {
            stream.fail(new LinkFailure("the link was not negotiated"));
            throw e;
        }
    }

    private void negotiate(LinkOffer offer) throws LinkFailure, InterruptedException {
        sending.lock();
        try {
            // under the lock, since the call may end before it has begun
            call.start(this, new Metadata());
            call.request(1);
            call.sendMessage(offer.request());
        } finally {
            sending.unlock();
        }
        byte[] reply;
        try {
            reply = first.get(times.connect().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LinkFailure(
                    call.isReady()
                            ? "%s accepted the connection, and did not answer our link negotiation within %d s; is it a node's data plane?"
                                    .formatted(node, times.connect().toSeconds())
                            : "%s can't be reached: no connection within %d s; check host, port and firewall"
                                    .formatted(node, times.connect().toSeconds()),
                    false,
                    e);
        } catch (ExecutionException e) {
            throw end.join();
        }
        switch (offer.answered(reply, tls())) {
            case OfferResult.Rejected(String reason) ->
                    throw new LinkFailure(
                            "the answer of %s to our link negotiation can't be accepted: %s"
                                    .formatted(node, reason));
            case OfferResult.Accepted(var facts, var mac) -> {
                open = new Open(facts, new LinkReader(mac), new LinkWriter(mac));
                call.request(AHEAD);
            }
        }
    }

    private Optional<String> tls() {
        return Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                .map(session -> session.getProtocol() + " " + session.getCipherSuite());
    }

    LinkFacts facts() {
        return negotiated().facts;
    }

    private Open negotiated() {
        Open now = open;
        if (now == null) {
            throw new IllegalStateException("the link to " + node + " is not negotiated yet");
        }
        return now;
    }

    // ---- out

    /// Sends a subscribe or unsubscribe.
    ///
    /// @return the node's answer; if the link ends before, this ends as well, with why
    CompletableFuture<Acknowledged> ask(SlimMessage subscription) {
        var answer = new CompletableFuture<Acknowledged>();
        asked.put(subscription.subscriptionId(), answer);
        if (!send(subscription)) {
            answer.completeExceptionally(
                    end.getNow(new LinkFailure("we are leaving %s".formatted(node))));
        }
        return answer;
    }

    /// Nobody waits for it any more.
    void forget(long subscriptionId) {
        asked.remove(subscriptionId);
    }

    /// Waits while the node takes nothing, for [LinkTimes#stalled] at most: then the link is given up.
    ///
    /// @return false if the link has ended, or the thread was interrupted; then nothing is sent
    /// @throws IllegalArgumentException if it is larger than what nodes accept
    boolean send(SlimMessage message) {
        LinkWriter writer = negotiated().writer;
        sending.lock();
        try {
            long patience = times.stalled().toNanos();
            while (!call.isReady() && !isOver()) {
                if (patience <= 0) {
                    fail(
                            new LinkFailure(
                                    "%s took nothing of what we had for it for %d s"
                                            .formatted(node, times.stalled().toSeconds())));
                } else {
                    patience = writable.awaitNanos(patience);
                }
            }
            if (isOver()) {
                return false;
            }
            byte[] bytes = writer.write(message);
            if (bytes.length > NodeLimits.MAX_MESSAGE_BYTES) {
                throw new IllegalArgumentException(
                        "%s is larger than the limit of %d bytes"
                                .formatted(message, NodeLimits.MAX_MESSAGE_BYTES));
            }
            call.sendMessage(bytes);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            sending.unlock();
        }
    }

    private boolean isOver() {
        return left || end.isDone();
    }

    @Override
    public void onReady() {
        sending.lock();
        try {
            writable.signalAll();
        } finally {
            sending.unlock();
        }
    }

    // ---- in

    @Override
    public void onMessage(byte[] message) {
        Open now = open;
        if (now == null) {
            first.complete(message);
            return;
        }
        switch (now.reader.read(message)) {
            case Published(SlimMessage published) -> hand(published);
            case Acknowledged answer ->
                    Optional.ofNullable(asked.remove(answer.subscriptionId()))
                            .ifPresent(waiting -> waiting.complete(answer));
            case Dropped(String why) -> log.debug("from {}: message dropped: {}", node, why);
            case Malformed(int bytes) ->
                    fail(
                            new LinkFailure(
                                    "%s sent %d bytes that are no SLIM message"
                                            .formatted(node, bytes)));
        }
        call.request(1);
    }

    private void hand(SlimMessage message) {
        if (message.kind() != MessageKind.PUBLISH) {
            return;
        }
        try {
            receiver.accept(message);
        } catch (RuntimeException broken) {
            log.atError()
                    .addKeyValue("node", node)
                    .setCause(broken)
                    .log("an application failed on a message");
        }
    }

    // ---- end

    @Override
    public void onClose(Status status, Metadata trailers) {
        fail(Failures.of(status, node, open != null));
    }

    /// Does nothing if the link has ended already.
    private void fail(LinkFailure why) {
        if (!end.complete(why)) {
            return;
        }
        first.completeExceptionally(why);
        sending.lock();
        try {
            call.cancel(why.getMessage(), null);
            writable.signalAll();
        } finally {
            sending.unlock();
        }
        asked.values().forEach(waiting -> waiting.completeExceptionally(why));
        channel.shutdownNow();
    }

    /// @return why it has ended
    LinkFailure awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end is no failure", e);
        }
    }

    /// Leaves the node; what was sent before still gets there, if the node takes it soon.
    @Override
    public void close() {
        sending.lock();
        try {
            if (isOver()) {
                return;
            }
            left = true;
            writable.signalAll();
            call.halfClose();
        } finally {
            sending.unlock();
        }
        VIRTUAL.execute(
                () -> {
                    try {
                        end.get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
                    } catch (InterruptedException | ExecutionException | TimeoutException _) {
                        fail(new LinkFailure("we left " + node));
                    }
                });
    }
}
