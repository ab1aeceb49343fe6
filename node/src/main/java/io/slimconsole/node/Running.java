package io.slimconsole.node;

import io.slimconsole.node.NodeException.Reason;
import io.slimconsole.node.feed.LaneFeed;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.forward.Exchange;
import io.slimconsole.node.transport.EventLoops;
import io.slimconsole.node.transport.GrpcServer;
import io.slimconsole.node.transport.ServerConfig;
import io.slimconsole.node.transport.ServerTls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The parts of a node that runs: threads, links, port, rates.
final class Running {
    private final EventLoops loops;
    private final List<LaneFeed> feeds;
    private final Exchange exchange;
    private final GrpcServer server;
    private final Rates rates;
    private final Instant startedAt;

    private Running(EventLoops loops, List<LaneFeed> feeds, Exchange exchange, GrpcServer server) {
        this.loops = loops;
        this.feeds = feeds;
        this.exchange = exchange;
        this.server = server;
        rates = new Rates(exchange::total);
        var _ = loops.all().getFirst().scheduleAtFixedRate(rates::tick, 1, 1, TimeUnit.SECONDS);
        startedAt = Instant.now();
    }

    /// The port comes last: who finds it open gets an answer.
    static Running start(NodeConfig config, MessageFeed feed, Consumer<NodeEvent> events) {
        var tls = config.tls().map(ServerTls::context);
        InetSocketAddress address = BindFailure.resolve(config);
        EventLoops loops = EventLoops.start();
        List<LaneFeed> feeds = feed.begin(loops.all().size());
        try {
            var exchange = new Exchange(config, loops, feeds, events);
            var server =
                    GrpcServer.bind(
                            loops,
                            address,
                            new ServerConfig(
                                    tls,
                                    config.limits().connections(),
                                    config.limits().messageBytes(),
                                    config.limits().negotiationTimeout()),
                            exchange);
            return new Running(loops, feeds, exchange, server);
        } catch (IOException e) {
            close(loops, feeds);
            throw BindFailure.explain(config, address, e);
        } catch (RuntimeException e) {
            close(loops, feeds);
            throw new NodeException(Reason.FAILED, "the node could not start: " + e, e);
        }
    }

    Exchange exchange() {
        return exchange;
    }

    Rates rates() {
        return rates;
    }

    InetSocketAddress address() {
        return server.address();
    }

    Instant startedAt() {
        return startedAt;
    }

    void stop(Duration drain) {
        server.stopAccepting();
        exchange.drain(drain);
        exchange.close();
        server.awaitQuiet(GOODBYE_MILLIS);
        server.close();
        close(loops, feeds);
    }

    private static void close(EventLoops loops, List<LaneFeed> feeds) {
        loops.close();
        feeds.forEach(LaneFeed::end);
    }

    /// For the clients to read that their stream has ended.
    private static final long GOODBYE_MILLIS = 500;
}
