package io.slimconsole.node;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.forward.Exchange;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The node behind [SlimNode#create]: starts and stops the parts, and asks them.
final class EmbeddedNode implements SlimNode {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedNode.class);

    private static final RouteTableSnapshot NO_ROUTES = new RouteTableSnapshot(0, List.of());

    private final NodeConfig config;
    private final MessageFeed feed;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile NodeState state = NodeState.NEW;
    private volatile @Nullable Running running;

    EmbeddedNode(NodeConfig config, MessageFeed feed) {
        this.config = config;
        this.feed = feed;
    }

    @Override
    public void start() {
        starting.lock();
        try {
            if (state != NodeState.NEW) {
                throw new NodeException(
                        NodeException.Reason.WRONG_STATE,
                        "a node is started once, and this one is %s; make another one"
                                .formatted(state));
            }
            state = NodeState.STARTING;
            Running started = Running.start(config, feed, this::announce);
            running = started;
            state = NodeState.RUNNING;
            announce(new NodeEvent.Started(started.startedAt(), started.address()));
        } finally {
            if (state == NodeState.STARTING) {
                state = NodeState.FAILED;
            }
            starting.unlock();
        }
    }

    @Override
    public NodeConfig config() {
        return config;
    }

    @Override
    public NodeStatus status() {
        Running parts = running;
        if (parts == null) {
            return new NodeStatus(
                    state,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    0,
                    Traffic.NONE,
                    0,
                    0,
                    0,
                    0,
                    Map.of());
        }
        boolean serving = state == NodeState.RUNNING;
        Rates.PerSecond rates = serving ? parts.rates().now() : Rates.PerSecond.NONE;
        return new NodeStatus(
                state,
                serving ? Optional.of(parts.address()) : Optional.empty(),
                Optional.of(parts.startedAt()),
                parts.exchange().connectionCounts(),
                parts.exchange().routes().size(),
                parts.exchange().total(),
                rates.messagesIn(),
                rates.messagesOut(),
                rates.bytesIn(),
                rates.bytesOut(),
                parts.exchange().dropped());
    }

    @Override
    public List<ConnectionSnapshot> connections() {
        return ask(Exchange::connections, List.of());
    }

    @Override
    public List<ClosedConnection> recentlyClosed() {
        return ask(Exchange::recentlyClosed, List.of());
    }

    @Override
    public RouteTableSnapshot routes() {
        return ask(exchange -> exchange.routes().snapshot(), NO_ROUTES);
    }

    @Override
    public List<RouteSnapshot> routesOf(ConnectionId connection) {
        return ask(exchange -> exchange.routes().of(connection), List.of());
    }

    @Override
    public Explanation explain(
            EncodedName destination, Delivery delivery, Optional<ConnectionId> from) {
        return ask(
                exchange -> exchange.explain(destination, delivery, from),
                new Explanation(destination, delivery, from, false, List.of()));
    }

    @Override
    public boolean disconnect(ConnectionId connection, DisconnectMode mode) {
        return ask(exchange -> exchange.disconnect(connection, mode), false);
    }

    @Override
    public List<KeptOut> keptOut() {
        return ask(exchange -> exchange.keptOut().all(), List.of());
    }

    @Override
    public void letIn(String linkId) {
        Running parts = running;
        if (parts != null) {
            parts.exchange().keptOut().letIn(linkId);
        }
    }

    @Override
    public LocalApplication attach(String label, Name name, LocalReceiver receiver) {
        Running parts = running;
        if (parts == null || state != NodeState.RUNNING) {
            throw new NodeException(
                    NodeException.Reason.WRONG_STATE,
                    "%s can't be attached: the node is %s; start it first".formatted(name, state));
        }
        return new AttachedApplication(parts.exchange(), label, name, receiver);
    }

    private <T> T ask(Function<Exchange, T> question, T beforeItRuns) {
        Running parts = running;
        return parts == null ? beforeItRuns : question.apply(parts.exchange());
    }

    @Override
    public Registration listen(NodeListener listener) {
        var registered = new Listening(listener);
        listeners.add(registered);
        return registered;
    }

    /// Equal to itself only: a listener that is registered twice is taken back one by one.
    private final class Listening implements Registration {
        private final NodeListener listener;

        Listening(NodeListener listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }

    @Override
    public void close(Duration drain) {
        starting.lock();
        try {
            Running parts = running;
            if (state == NodeState.RUNNING && parts != null) {
                state = NodeState.DRAINING;
                parts.stop(drain);
                state = NodeState.STOPPED;
                announce(new NodeEvent.Stopped(Instant.now()));
            } else if (state == NodeState.NEW) {
                state = NodeState.STOPPED;
            }
        } finally {
            starting.unlock();
        }
    }

    private void announce(NodeEvent event) {
        for (Listening registered : listeners) {
            try {
                registered.listener.on(event);
            } catch (RuntimeException broken) {
                log.atError().setCause(broken).log("a node listener failed on {}", event);
            }
        }
    }
}
