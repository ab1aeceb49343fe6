package io.slimconsole.ui.kit;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.LocalReceiver;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.NodeListener;
import io.slimconsole.node.NodeState;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Registration;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.RouteTableSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A node that shows what a test sets, and remembers what it was told to do. Usable from any thread.
public final class FakeNode implements SlimNode {
    /// When every fake node starts.
    public static final Instant START = Instant.parse("2026-11-27T10:00:00Z");

    /// What a test saw the node being told.
    public record Disconnect(ConnectionId connection, DisconnectMode mode) {}

    private final NodeConfig config;
    private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
    private final List<String> letIn = new CopyOnWriteArrayList<>();
    private final List<Duration> closes = new CopyOnWriteArrayList<>();
    private final AtomicInteger statusReads = new AtomicInteger();
    private volatile Optional<NodeException> startProblem = Optional.empty();
    private volatile NodeStatus status;
    private volatile List<ConnectionSnapshot> connections = List.of();
    private volatile List<ClosedConnection> closed = List.of();
    private volatile List<KeptOut> keptOut = List.of();
    private volatile RouteTableSnapshot routes = new RouteTableSnapshot(0, List.of());
    private volatile UnaryOperator<Explanation> explaining = UnaryOperator.identity();

    public FakeNode() {
        this(NodeConfig.loopback(NodeConfig.DEFAULT_PORT));
    }

    public FakeNode(NodeConfig config) {
        this.config = config;
        this.status =
                new NodeStatus(
                        NodeState.NEW,
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

    /// A node that was started already.
    public static FakeNode running() {
        var node = new FakeNode();
        node.start();
        return node;
    }

    /// Lets [#start] fail like this.
    public void failStart(NodeException problem) {
        startProblem = Optional.of(problem);
    }

    public void setStatus(NodeStatus next) {
        status = next;
    }

    public void setConnections(List<ConnectionSnapshot> next) {
        connections = List.copyOf(next);
    }

    public void setRecentlyClosed(List<ClosedConnection> next) {
        closed = List.copyOf(next);
    }

    public void setKeptOut(List<KeptOut> next) {
        keptOut = List.copyOf(next);
    }

    /// Replaces the route table; its version counts up.
    public void setRoutes(List<RouteSnapshot> next) {
        routes = new RouteTableSnapshot(routes.version() + 1, List.copyOf(next));
    }

    /// Replaces the answers of [#explain], which otherwise say that nothing matches.
    public void setExplaining(UnaryOperator<Explanation> next) {
        explaining = next;
    }

    /// Lets all listeners hear `event`, on this thread.
    public void emit(NodeEvent event) {
        listeners.forEach(listener -> listener.on(event));
    }

    /// What [#disconnect] was called with.
    public List<Disconnect> disconnects() {
        return List.copyOf(disconnects);
    }

    /// What [#letIn] was called with.
    public List<String> lettingIn() {
        return List.copyOf(letIn);
    }

    /// The drains of all calls of [#close].
    public List<Duration> closes() {
        return List.copyOf(closes);
    }

    /// How often [#status] was called.
    public int statusReads() {
        return statusReads.get();
    }

    @Override
    public LocalApplication attach(String label, Name name, LocalReceiver receiver) {
        throw new IllegalStateException(
                "a fake node routes nothing; a test of local applications takes a real one");
    }

    @Override
    public void start() {
        if (startProblem.isPresent()) {
            setState(NodeState.FAILED, Optional.empty());
            throw startProblem.get();
        }
        int port = config.port() == 0 ? 50_000 : config.port();
        var address = InetSocketAddress.createUnresolved(config.host(), port);
        setState(NodeState.RUNNING, Optional.of(address));
        emit(new NodeEvent.Started(START, address));
    }

    @Override
    public NodeConfig config() {
        return config;
    }

    @Override
    public NodeStatus status() {
        statusReads.incrementAndGet();
        return status;
    }

    @Override
    public List<ConnectionSnapshot> connections() {
        return connections;
    }

    @Override
    public List<ClosedConnection> recentlyClosed() {
        return closed;
    }

    @Override
    public RouteTableSnapshot routes() {
        return routes;
    }

    @Override
    public List<RouteSnapshot> routesOf(ConnectionId connection) {
        return routes.routes().stream()
                .filter(
                        route ->
                                route.subscribers().stream()
                                        .anyMatch(s -> s.connection().equals(connection)))
                .toList();
    }

    @Override
    public Explanation explain(
            EncodedName destination, Delivery delivery, Optional<ConnectionId> from) {
        return explaining.apply(new Explanation(destination, delivery, from, false, List.of()));
    }

    /// Remembers the call and takes the connection out of the list.
    @Override
    public boolean disconnect(ConnectionId connection, DisconnectMode mode) {
        disconnects.add(new Disconnect(connection, mode));
        boolean there = connections.stream().anyMatch(c -> c.id().equals(connection));
        setConnections(connections.stream().filter(c -> !c.id().equals(connection)).toList());
        return there;
    }

    @Override
    public List<KeptOut> keptOut() {
        return keptOut;
    }

    @Override
    public void letIn(String linkId) {
        letIn.add(linkId);
        setKeptOut(keptOut.stream().filter(k -> !k.linkId().equals(linkId)).toList());
    }

    @Override
    public Registration listen(NodeListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close(Duration drain) {
        closes.add(drain);
        setState(NodeState.STOPPED, Optional.empty());
    }

    private void setState(NodeState state, Optional<InetSocketAddress> address) {
        NodeStatus old = status;
        status =
                new NodeStatus(
                        state,
                        address,
                        state == NodeState.RUNNING ? Optional.of(START) : Optional.empty(),
                        old.connections(),
                        old.routes(),
                        old.total(),
                        old.messagesInPerSecond(),
                        old.messagesOutPerSecond(),
                        old.bytesInPerSecond(),
                        old.bytesOutPerSecond(),
                        old.dropped());
    }
}
