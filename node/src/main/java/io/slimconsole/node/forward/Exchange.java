package io.slimconsole.node.forward;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.feed.LaneFeed;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.transport.EventLoops;
import io.slimconsole.node.transport.MessageStream;
import io.slimconsole.node.transport.StreamAcceptor;
import io.slimconsole.node.transport.StreamEnd;
import io.slimconsole.node.transport.StreamListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// All links of a node, and what is done with them.
///
/// May be used on any thread; what concerns one link is carried out on its event loop.
public final class Exchange implements StreamAcceptor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final NodeConfig config;
    private final Consumer<NodeEvent> events;
    private final List<Lane> lanes;
    private final Map<ConnectionId, Link> links = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger lastLocalLane = new AtomicInteger();
    private final Subscriptions subscriptions;
    private final Negotiator negotiator;
    private final KeptOutLinks keptOut = new KeptOutLinks();
    private final History history = new History();
    private final LogBudget refusals = new LogBudget();

    /// @param feeds one for each event loop
    /// @param events hears everything, on the event loop that it happens on
    public Exchange(
            NodeConfig config, EventLoops loops, List<LaneFeed> feeds, Consumer<NodeEvent> events) {
        this.config = config;
        this.events = events;
        this.subscriptions = new Subscriptions(config.limits(), events);
        this.negotiator = new Negotiator(config);
        var made = new ArrayList<Lane>();
        for (EventLoop loop : loops.all()) {
            made.add(
                    new Lane(
                            made.size(),
                            loops.all().size(),
                            loop,
                            loops.allocator(),
                            feeds.get(made.size()),
                            this));
        }
        lanes = List.copyOf(made);
    }

    // ---- for the links and lanes

    Lane lane(int index) {
        return lanes.get(index);
    }

    boolean strict() {
        return config.requireHeaderMac();
    }

    int largestMessage() {
        return config.limits().messageBytes();
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public StreamListener opened(MessageStream stream) {
        var link =
                new NetworkLink(
                        nextId(),
                        laneOf(stream.eventLoop()),
                        lanes.size(),
                        config.limits(),
                        stream);
        links.put(link.id(), link);
        return link;
    }

    private Lane laneOf(EventLoop loop) {
        for (Lane lane : lanes) {
            if (lane.loop().inEventLoop()) {
                return lane;
            }
        }
        throw new IllegalStateException("a stream on an event loop that is not ours: " + loop);
    }

    private ConnectionId nextId() {
        return new ConnectionId(lastId.incrementAndGet());
    }

    @Override
    public void refused(String remoteAddress, StreamEnd end) {
        refused(remoteAddress, NetworkLink.reason(end), end.detail());
    }

    private void refused(String remoteAddress, CloseReason reason, String detail) {
        if (refusals.allows()) {
            log.atInfo()
                    .addKeyValue("client", remoteAddress)
                    .addKeyValue("reason", reason)
                    .log("refused: {}", detail);
        }
        events.accept(new NodeEvent.Refused(Instant.now(), remoteAddress, reason, detail));
    }

    void negotiate(NetworkLink link, ByteBuf first, Optional<String> tls) {
        negotiator.negotiate(link, first, tls);
    }

    void opened(Link link) {
        ConnectionSnapshot snapshot = snapshot(link);
        log.atInfo()
                .addKeyValue("connection", link.id())
                .addKeyValue("type", link.type())
                .addKeyValue("client", link.remoteAddress())
                .addKeyValue("link", link.facts().map(LinkFacts::linkId).orElse(""))
                .log("connected");
        events.accept(new NodeEvent.Connected(Instant.now(), snapshot));
    }

    void closed(
            Link link,
            boolean wasOpen,
            ConnectionSnapshot last,
            CloseReason reason,
            String detail) {
        links.remove(link.id());
        if (!wasOpen) {
            refused(link.remoteAddress(), reason, detail);
            return;
        }
        log.atInfo()
                .addKeyValue("connection", link.id())
                .addKeyValue("client", link.remoteAddress())
                .addKeyValue("reason", reason)
                .log("closed: {}", detail);
        var closed = new ClosedConnection(last, reason, detail, Instant.now());
        history.add(closed);
        events.accept(new NodeEvent.Disconnected(closed.at(), closed));
        subscriptions.removeAll(link);
    }

    void congested(Link link, long queued) {
        log.atWarn()
                .addKeyValue("connection", link.id())
                .addKeyValue("queued", queued)
                .log("a receiver is slow; its senders are held back");
        events.accept(new NodeEvent.Congested(Instant.now(), link.id(), queued));
    }

    ConnectionSnapshot snapshot(Link link) {
        return link.snapshot(subscriptions.held(link));
    }

    // ---- for the node

    public KeptOutLinks keptOut() {
        return keptOut;
    }

    public Subscriptions routes() {
        return subscriptions;
    }

    public Explanation explain(
            EncodedName destination, Delivery delivery, Optional<ConnectionId> from) {
        var explanation =
                subscriptions.explain(destination, delivery, from.map(links::get).orElse(null));
        return new Explanation(
                destination, delivery, from, explanation.prefixKnown(), explanation.candidates());
    }

    public List<ConnectionSnapshot> connections() {
        return links.values().stream()
                .sorted(Comparator.comparing(Link::id))
                .map(this::snapshot)
                .toList();
    }

    public List<ClosedConnection> recentlyClosed() {
        return history.newestFirst();
    }

    public Map<ConnectionType, Integer> connectionCounts() {
        var counts = new EnumMap<ConnectionType, Integer>(ConnectionType.class);
        for (Link link : links.values()) {
            counts.merge(link.type(), 1, Integer::sum);
        }
        return counts;
    }

    public Traffic total() {
        long messagesIn = 0;
        long bytesIn = 0;
        long messagesOut = 0;
        long bytesOut = 0;
        for (Lane lane : lanes) {
            Traffic traffic = lane.counters().traffic();
            messagesIn += traffic.messagesIn();
            bytesIn += traffic.bytesIn();
            messagesOut += traffic.messagesOut();
            bytesOut += traffic.bytesOut();
        }
        return new Traffic(messagesIn, bytesIn, messagesOut, bytesOut);
    }

    public Map<DropReason, Long> dropped() {
        var dropped = new EnumMap<DropReason, Long>(DropReason.class);
        for (Lane lane : lanes) {
            lane.counters().dropped().forEach((reason, n) -> dropped.merge(reason, n, Long::sum));
        }
        return dropped;
    }

    /// @return false if it is gone already
    public boolean disconnect(ConnectionId id, DisconnectMode mode) {
        Link link = links.get(id);
        if (link == null) {
            return false;
        }
        switch (mode) {
            case LET_RECONNECT ->
                    link.loop()
                            .execute(
                                    () ->
                                            link.close(
                                                    CloseReason.BY_OPERATOR,
                                                    "disconnected by the operator"));
            case KEEP_OUT -> {
                keptOut.add(snapshot(link));
                link.loop()
                        .execute(
                                () ->
                                        link.close(
                                                CloseReason.KEPT_OUT,
                                                "the operator of this node keeps this link out"));
            }
        }
        return true;
    }

    /// Attaches an application in this process.
    ///
    /// @param receiver gets each message that is sent to it, serialized, on a virtual thread of its own
    public LocalPort attach(String label, Consumer<byte[]> receiver) {
        Lane lane = lanes.get(Math.floorMod(lastLocalLane.getAndIncrement(), lanes.size()));
        var link = new LocalLink(nextId(), lane, config.limits(), label, receiver);
        links.put(link.id(), link);
        link.start();
        lane.loop().execute(() -> opened(link));
        return new LocalPort(link);
    }

    /// Waits until nothing is queued for anyone.
    ///
    /// @return false if something still is, after `limit`
    public boolean drain(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (queued() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            onEveryLoop(() -> {});
        }
        return true;
    }

    private long queued() {
        return links.values().stream().mapToLong(link -> link.congestion().queued()).sum();
    }

    /// Ends all links.
    @Override
    public void close() {
        for (Link link : links.values()) {
            link.loop().execute(() -> link.close(CloseReason.NODE_STOPPED, "the node is stopping"));
        }
        onEveryLoop(() -> {});
        negotiator.close();
    }

    /// Runs a task on each event loop, behind all that waits there, and waits for it.
    private void onEveryLoop(Runnable task) {
        var done = new CountDownLatch(lanes.size());
        for (Lane lane : lanes) {
            var _ =
                    lane.loop()
                            .schedule(
                                    () -> {
                                        task.run();
                                        done.countDown();
                                    },
                                    1,
                                    TimeUnit.MILLISECONDS);
        }
        try {
            if (!done.await(5, TimeUnit.SECONDS)) {
                log.warn("an event loop is busy for more than 5 s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
