package io.slimconsole.node.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.feed.LaneFeed;
import io.slimconsole.node.link.HeaderAuthenticator;
import io.slimconsole.node.link.HeaderMac;
import io.slimconsole.node.link.MacVerdict;
import io.slimconsole.node.table.Match;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageKind;
import io.slimconsole.node.wire.MessageRewriter;
import io.slimconsole.node.wire.WireFault;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/// All that one event loop needs to forward messages: reused for each of them, never shared.
///
/// What it has for other links is gathered in [Parcel]s while the loop handles what came in, and handed over when it is
/// through with that: once per loop that has receivers, however many messages and links there are.
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    /// Up to here, copying is cheaper than sending another buffer.
    private static final int COPIED_BYTES = 8 * 1024;

    /// Receivers get something to do before a long read is through; less than this costs a fan-out to eight too many
    /// small writes.
    private static final int HAND_OVER_BYTES = 1024 * 1024;

    private final int index;
    private final EventLoop loop;
    private final ByteBufAllocator allocator;
    private final LaneFeed feed;
    private final Exchange exchange;
    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);
    private final MessageRewriter rewriter = new MessageRewriter(cursor);
    private final Match<Link> match = new Match<>();
    private final byte[] tag = new byte[MessageRewriter.MAC_BYTES];
    private final LaneCounters counters = new LaneCounters();
    private final Runnable handOver = this::handOver;

    /// By the index of the receivers' lane.
    private final List<List<Parcel>> parcels = new ArrayList<>();

    private final List<NetworkLink> unflushed = new ArrayList<>();

    private int gathered;
    private boolean handOverDue;
    private int ttl;
    private long now;

    Lane(
            int index,
            int lanes,
            EventLoop loop,
            ByteBufAllocator allocator,
            LaneFeed feed,
            Exchange exchange) {
        this.index = index;
        this.loop = loop;
        this.allocator = allocator;
        this.feed = feed;
        this.exchange = exchange;
        for (int i = 0; i < lanes; i++) {
            parcels.add(new ArrayList<>());
        }
    }

    EventLoop loop() {
        return loop;
    }

    Exchange exchange() {
        return exchange;
    }

    LaneCounters counters() {
        return counters;
    }

    // ---- one message in

    /// A message came in over the network.
    ///
    /// @param mac the key of the link; null if the negotiation ended without one
    void receive(NetworkLink from, ByteBuf message, @Nullable HeaderMac mac) {
        tick();
        int bytes = message.readableBytes();
        counters.in(bytes);
        from.countIn(bytes, now);
        try {
            MessageKind kind = cursor.read(message);
            switch (kind) {
                case PUBLISH, SUBSCRIBE, UNSUBSCRIBE -> routed(from, kind, mac);
                case LINK, SUBSCRIPTION_ACK -> log.debug("link {}: {} ignored", from.id(), kind);
                case UNKNOWN -> drop(from, DropReason.MALFORMED, WireFault.NO_MESSAGE_TYPE.text());
                case MALFORMED -> {
                    drop(from, DropReason.MALFORMED, "not decodable");
                    from.close(
                            CloseReason.PROTOCOL_ERROR,
                            "a message of %d bytes that is no SLIM message".formatted(bytes));
                }
            }
        } finally {
            cursor.release();
        }
    }

    private void routed(NetworkLink from, MessageKind kind, @Nullable HeaderMac mac) {
        MacVerdict verdict = authenticator.check(mac, exchange.strict());
        if (verdict != MacVerdict.ACCEPTED) {
            drop(from, reason(verdict), verdict.text());
            return;
        }
        WireFault fault = cursor.fault();
        if (fault != WireFault.NONE) {
            drop(from, DropReason.MALFORMED, fault.text());
            return;
        }
        if (Integer.compareUnsigned(cursor.header().ttl(), 1) <= 0) {
            drop(from, DropReason.TTL_EXPIRED, "message TTL expired");
            return;
        }
        if (kind == MessageKind.PUBLISH) {
            if (mac == null) {
                authenticator.gather();
            }
            publish(from, cursor.header().ttl() - 1);
        } else {
            exchange.subscriptions().received(from, kind, cursor);
        }
    }

    private static DropReason reason(MacVerdict verdict) {
        return switch (verdict) {
            case MISSING -> DropReason.MAC_MISSING;
            case NO_HEADER -> DropReason.MALFORMED;
            case WRONG, WRONG_LENGTH, NO_KEY, ACCEPTED -> DropReason.MAC_INVALID;
        };
    }

    /// A local application publishes.
    ///
    /// @return how many receivers it went to
    int receiveLocal(LocalLink from, ByteBuf message) {
        tick();
        int bytes = message.readableBytes();
        counters.in(bytes);
        from.countIn(bytes, now);
        try {
            if (cursor.read(message) != MessageKind.PUBLISH || cursor.fault() != WireFault.NONE) {
                drop(from, DropReason.MALFORMED, cursor.fault().text());
                return 0;
            }
            authenticator.gather();
            return publish(from, cursor.header().ttl());
        } finally {
            cursor.release();
        }
    }

    private int publish(Link from, int newTtl) {
        ttl = newTtl;
        rewriter.prepare(newTtl);
        exchange.subscriptions().match(cursor.header(), from, match);
        int receivers = match.size();
        if (receivers == 0) {
            drop(from, DropReason.NO_ROUTE, "no matching found");
            return 0;
        }
        for (int i = 0; i < receivers; i++) {
            Link receiver = match.target(i);
            receiver.send(this);
            if (receiver.congestion().isFull()) {
                from.heldBackBy(receiver);
            }
        }
        match.count(cursor.length(), now);
        if (feed.on()) {
            feed.delivered(from.id().value(), cursor, match);
            handOverLater();
        }
        match.clear();
        return receivers;
    }

    private void drop(Link from, DropReason reason, String text) {
        counters.dropped(reason, 1);
        from.countDropped();
        if (feed.on()) {
            feed.dropped(from.id().value(), cursor, reason);
            handOverLater();
        }
        if (log.isDebugEnabled()) {
            log.debug("link {}: message dropped: {}", from.id(), text);
        }
    }

    // ---- one message out

    /// Appends the message to what this lane has for the link.
    void post(NetworkLink to, @Nullable HeaderMac mac) {
        Parcel parcel = to.parcel(index);
        if (parcel == null) {
            parcel = new Parcel(to, allocator);
            to.parcel(index, parcel);
            parcels.get(to.lane().index).add(parcel);
        }
        int before = parcel.bytes();
        write(parcel, mac);
        int bytes = parcel.bytes() - before;
        to.congestion().add(bytes);
        gathered += bytes;
        if (gathered >= HAND_OVER_BYTES) {
            handOver();
        } else {
            handOverLater();
        }
    }

    /// The link, one of this lane, has something to flush.
    void flushLater(NetworkLink link) {
        unflushed.add(link);
        handOverLater();
    }

    /// When the loop is through with what it reads now.
    private void handOverLater() {
        if (!handOverDue) {
            handOverDue = true;
            loop.execute(handOver);
        }
    }

    private void write(Parcel parcel, @Nullable HeaderMac mac) {
        int length = mac == null ? rewriter.plainLength() : rewriter.signedLength();
        boolean copied = length <= COPIED_BYTES;
        ByteBuf out = parcel.begin(length, copied ? length : length - rewriter.restLength());
        if (mac != null) {
            authenticator.sign(mac, ttl, tag);
        }
        if (copied && mac != null) {
            rewriter.writeSigned(out, tag);
        } else if (copied) {
            rewriter.writePlain(out);
        } else {
            if (mac != null) {
                rewriter.writeSignedHead(out, tag);
            } else {
                rewriter.writePlainHead(out);
            }
            parcel.share(rewriter.retainedRest());
        }
    }

    /// The message as it goes to an application in this process.
    byte[] plainBytes() {
        byte[] bytes = new byte[rewriter.plainLength()];
        rewriter.writePlain(Unpooled.wrappedBuffer(bytes).clear());
        return bytes;
    }

    private void handOver() {
        handOverDue = false;
        gathered = 0;
        for (int i = 0; i < parcels.size(); i++) {
            List<Parcel> batch = parcels.get(i);
            if (batch.isEmpty()) {
                continue;
            }
            parcels.set(i, new ArrayList<>());
            for (Parcel parcel : batch) {
                parcel.target().parcel(index, null);
            }
            if (i == index) {
                deliver(batch);
            } else {
                Lane other = exchange.lane(i);
                other.loop.execute(() -> other.deliver(batch));
            }
        }
        unflushed.forEach(NetworkLink::flush);
        unflushed.clear();
        feed.handedOver();
    }

    // ---- what other lanes, or this one, have for the links of this lane

    private void deliver(List<Parcel> batch) {
        tick();
        for (Parcel parcel : batch) {
            NetworkLink target = parcel.target();
            if (target.reachable()) {
                counters.out(parcel.messages(), parcel.payloadBytes());
                target.deliver(parcel, now);
            } else {
                counters.dropped(DropReason.RECEIVER_GONE, parcel.messages());
                if (feed.on()) {
                    feed.gone(target.id().value(), parcel.messages(), parcel.payloadBytes());
                    handOverLater();
                }
                parcel.release();
            }
        }
        for (Parcel parcel : batch) {
            parcel.target().flush();
        }
    }

    private void tick() {
        if (!handOverDue) {
            now = System.currentTimeMillis();
        }
    }
}
