package io.slimconsole.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.slimconsole.node.name.Name;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// One client of the node under test: a negotiated link that subscribes, publishes and receives.
///
/// Public methods may be called from any thread; the rest runs on the link's event loop.
final class LoadLink implements CallHandler.Listener {
    /// Subscribes that wait for their acknowledgement at one time.
    private static final int SUBSCRIBES_IN_FLIGHT = 256;

    private final String linkId = UUID.randomUUID().toString();
    private final Name own;
    private final KeyAgreement keys = new KeyAgreement();
    private final CompletableFuture<LoadLink> ready = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    private @Nullable CallHandler call;
    private @Nullable HeaderMac mac;
    private @Nullable Deliveries deliveries;
    private @Nullable Subscribing subscribing;
    private long nextSubscriptionId = 1;
    private final AtomicInteger acknowledged = new AtomicInteger();

    /// @param own the name that its messages carry as their source
    LoadLink(Name own) {
        this.own = own;
    }

    Name own() {
        return own;
    }

    /// Completes when the link is negotiated.
    CompletableFuture<LoadLink> ready() {
        return ready;
    }

    /// Completes with the reason when the link has ended.
    CompletableFuture<String> closed() {
        return closed;
    }

    /// Subscribes all `names`, some at a time.
    ///
    /// @return completes when all are acknowledged; fails with the node's words if one is refused
    CompletableFuture<Void> subscribe(List<Name> names) {
        var result = new Subscribing(names.iterator());
        onLoop(
                () -> {
                    if (subscribing != null) {
                        throw new IllegalStateException("one list of names at a time");
                    }
                    subscribing = result;
                    for (int i = 0; i < SUBSCRIBES_IN_FLIGHT; i++) {
                        result.sendNext();
                    }
                    result.completeIfDone();
                });
        return result.done;
    }

    /// Subscribes no more names than are under way now.
    void stopSubscribing() {
        onLoop(
                () -> {
                    if (subscribing != null) {
                        subscribing.names = Collections.emptyIterator();
                    }
                });
    }

    /// Names acknowledged since the link began.
    int acknowledged() {
        return acknowledged.get();
    }

    /// From now on publishes are expected, with payloads of that size.
    Deliveries expect(int payloadBytes, boolean gapless) {
        return callOnLoop(
                () -> {
                    var expected = new Deliveries(payloadBytes, gapless, mac());
                    deliveries = expected;
                    return expected;
                });
    }

    /// A publish of this link; see [PublishTemplate].
    PublishTemplate template(Name destination, int fanout, int payloadBytes) {
        return new PublishTemplate(publish(destination, fanout, payloadBytes), payloadBytes);
    }

    /// A publish of this link, signed by its key.
    byte[] publish(Name destination, int fanout, int payloadBytes) {
        return callOnLoop(
                () -> Messages.publish(own, destination, fanout, new byte[payloadBytes], mac()));
    }

    CallHandler call() {
        if (call == null) {
            throw new IllegalStateException("the link is not open");
        }
        return call;
    }

    /// From now on it takes no more than the windows it has opened; see [CallHandler#stall].
    void stall() {
        onLoop(call()::stall);
    }

    /// Drops the connection and doesn't wait for anything.
    void close() {
        if (call != null) {
            var _ = channel().close(); // closed() says when
        }
    }

    Channel channel() {
        return call().context().channel();
    }

    void onLoop(Runnable task) {
        channel().eventLoop().execute(task);
    }

    <T> T callOnLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, channel().eventLoop())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void opened(CallHandler opened) {
        call = opened;
        opened.send(Messages.negotiationRequest(linkId, keys.publicKey(), "node-" + linkId));
    }

    @Override
    public void message(ByteBuf bytes, int offset, int available, int length) {
        if (deliveries != null && Messages.beginsPublish(bytes.getByte(offset))) {
            deliveries.accept(bytes, offset, available, length);
        } else if (length <= MessageDecoder.FRONT) {
            control(ByteBufUtil.getBytes(bytes, offset, length));
        }
    }

    private void control(byte[] message) {
        if (mac == null) {
            negotiated(message);
            return;
        }
        Messages.ack(message).ifPresent(ack -> subscribing().acknowledge(ack));
    }

    private void negotiated(byte[] message) {
        try {
            byte[] theirs =
                    Messages.negotiatedKey(message, linkId)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the node's first message answers no"
                                                            + " negotiation"));
            mac = new HeaderMac(keys.linkKey(theirs, linkId), linkId);
            ready.complete(this);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the node sent no usable key", e);
        }
    }

    @Override
    public void readComplete() {
        if (deliveries != null) {
            deliveries.publish();
        }
    }

    @Override
    public void closed(String reason) {
        ready.completeExceptionally(new IllegalStateException("link not negotiated: " + reason));
        if (subscribing != null) {
            subscribing.done.completeExceptionally(new IllegalStateException(reason));
        }
        closed.complete(reason);
    }

    private HeaderMac mac() {
        if (mac == null) {
            throw new IllegalStateException("the link is not negotiated");
        }
        return mac;
    }

    private Subscribing subscribing() {
        if (subscribing == null) {
            throw new IllegalStateException("an acknowledgement for nothing");
        }
        return subscribing;
    }

    private final class Subscribing {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Iterator<Name> names;
        private int inFlight;

        Subscribing(Iterator<Name> names) {
            this.names = names;
        }

        void sendNext() {
            if (names.hasNext()) {
                inFlight++;
                call().send(Messages.subscribe(own, names.next(), nextSubscriptionId++, mac()));
            }
        }

        void acknowledge(Messages.Ack ack) {
            inFlight--;
            if (!ack.success()) {
                done.completeExceptionally(
                        new IllegalStateException("subscription refused: " + ack.error()));
                return;
            }
            acknowledged.incrementAndGet();
            sendNext();
            completeIfDone();
        }

        void completeIfDone() {
            if (inFlight == 0 && !names.hasNext()) {
                subscribing = null;
                done.complete(null);
            }
        }
    }
}
