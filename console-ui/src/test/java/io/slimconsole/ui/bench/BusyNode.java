package io.slimconsole.ui.bench;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.LocalReceiver;
import io.slimconsole.node.NodeConfig;
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
import io.slimconsole.node.name.NameId;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A node with many routes and clients that change all the time, and whose snapshots are made anew on each call, as
/// the real one's are.
///
/// Of the changes, most are counters; one in ten takes a route or a client away and brings another.
final class BusyNode implements SlimNode {
    private static final int PER_TICK = 20;

    private final Random random = new Random(42);
    private final Instant start = Instant.now().minusSeconds(600);
    private final RouteSnapshot[] routes;
    private final ConnectionSnapshot[] clients;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("busy-node").factory());
    private long version;
    private long next;

    BusyNode(int routeCount, int clientCount) {
        routes = new RouteSnapshot[routeCount];
        clients = new ConnectionSnapshot[clientCount];
        for (int i = 0; i < clientCount; i++) {
            clients[i] = client();
        }
        for (int i = 0; i < routeCount; i++) {
            routes[i] = route();
        }
    }

    /// Changes something `perSecond` times a second from now on.
    void churn(int perSecond) {
        long period = 1_000_000_000L * PER_TICK / perSecond;
        var _ = thread.scheduleAtFixedRate(this::change, period, period, TimeUnit.NANOSECONDS);
    }

    private synchronized void change() {
        for (int i = 0; i < PER_TICK; i++) {
            boolean another = random.nextInt(10) == 0;
            if (routes.length > 0 && random.nextBoolean()) {
                int at = random.nextInt(routes.length);
                routes[at] = another ? route() : used(routes[at]);
                version += another ? 1 : 0;
            } else if (clients.length > 0) {
                int at = random.nextInt(clients.length);
                clients[at] = another ? client() : used(clients[at]);
            }
        }
    }

    private RouteSnapshot route() {
        long number = next++;
        Name name =
                new Name(
                        "organization-" + number % 40,
                        "namespace-" + number / 40 % 25,
                        "service-" + number / 1000,
                        number % 3 == 0
                                ? NameId.NULL_COMPONENT
                                : new NameId(random.nextLong() >>> 1, random.nextLong()));
        return new RouteSnapshot(
                name.encoded(),
                Optional.of(name),
                List.of(
                        new RouteSnapshot.Subscriber(
                                new ConnectionId(1 + number % Math.max(1, clients.length)),
                                ConnectionType.EDGE,
                                start)),
                Instant.now(),
                0,
                0,
                Optional.empty());
    }

    private RouteSnapshot used(RouteSnapshot r) {
        int messages = 1 + random.nextInt(5);
        return new RouteSnapshot(
                r.encoded(),
                r.name(),
                r.subscribers(),
                r.since(),
                r.messages() + messages,
                r.bytes() + messages * 300L,
                Optional.of(Instant.now()));
    }

    private ConnectionSnapshot client() {
        long number = ++next;
        return new ConnectionSnapshot(
                new ConnectionId(number),
                ConnectionType.EDGE,
                ConnectionState.OPEN,
                "10.1."
                        + number % 250
                        + "."
                        + number / 250 % 250
                        + ":"
                        + (30_000 + number % 30_000),
                Instant.now(),
                Instant.now(),
                Optional.of(
                        new LinkFacts(
                                "link-" + number,
                                "",
                                "2.0.0-alpha.8",
                                "",
                                true,
                                LinkFacts.KeyAgreement.X25519,
                                Optional.empty())),
                Optional.of(
                        new Name(
                                "organization-" + number % 40,
                                "namespace-" + number / 40 % 25,
                                "client-" + number,
                                new NameId(number, number))),
                1 + (int) (number % 3),
                Traffic.NONE,
                0,
                0);
    }

    private ConnectionSnapshot used(ConnectionSnapshot c) {
        Traffic t = c.traffic();
        int in = random.nextInt(6);
        int out = random.nextInt(6);
        return new ConnectionSnapshot(
                c.id(),
                c.type(),
                random.nextInt(200) == 0 ? ConnectionState.CONGESTED : ConnectionState.OPEN,
                c.remoteAddress(),
                c.since(),
                Instant.now(),
                c.link(),
                c.firstName(),
                c.subscriptions(),
                new Traffic(
                        t.messagesIn() + in,
                        t.bytesIn() + in * 300L,
                        t.messagesOut() + out,
                        t.bytesOut() + out * 300L),
                c.dropped(),
                random.nextInt(20) == 0 ? random.nextInt(90_000) : 0);
    }

    @Override
    public synchronized List<ConnectionSnapshot> connections() {
        List<ConnectionSnapshot> all = new ArrayList<>(clients.length);
        for (ConnectionSnapshot c : clients) {
            all.add(
                    new ConnectionSnapshot(
                            c.id(),
                            c.type(),
                            c.state(),
                            c.remoteAddress(),
                            c.since(),
                            c.lastActivity(),
                            c.link(),
                            c.firstName(),
                            c.subscriptions(),
                            c.traffic(),
                            c.dropped(),
                            c.queuedBytes()));
        }
        return all;
    }

    @Override
    public synchronized RouteTableSnapshot routes() {
        List<RouteSnapshot> all = new ArrayList<>(routes.length);
        for (RouteSnapshot r : routes) {
            all.add(
                    new RouteSnapshot(
                            r.encoded(),
                            r.name(),
                            r.subscribers(),
                            r.since(),
                            r.messages(),
                            r.bytes(),
                            r.lastMatched()));
        }
        return new RouteTableSnapshot(version, all);
    }

    @Override
    public List<RouteSnapshot> routesOf(ConnectionId connection) {
        return routes().routes().stream()
                .filter(
                        r ->
                                r.subscribers().stream()
                                        .anyMatch(s -> s.connection().equals(connection)))
                .toList();
    }

    @Override
    public void start() {}

    @Override
    public NodeConfig config() {
        return NodeConfig.loopback(NodeConfig.DEFAULT_PORT);
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(
                NodeState.RUNNING,
                Optional.of(
                        InetSocketAddress.createUnresolved("127.0.0.1", NodeConfig.DEFAULT_PORT)),
                Optional.of(start),
                Map.of(ConnectionType.EDGE, clients.length),
                routes.length,
                Traffic.NONE,
                0,
                0,
                0,
                0,
                Map.of());
    }

    @Override
    public List<ClosedConnection> recentlyClosed() {
        return List.of();
    }

    @Override
    public Explanation explain(
            EncodedName destination, Delivery delivery, Optional<ConnectionId> from) {
        return new Explanation(destination, delivery, from, false, List.of());
    }

    @Override
    public LocalApplication attach(String label, Name name, LocalReceiver receiver) {
        throw new IllegalStateException("this node only looks busy; it routes nothing");
    }

    @Override
    public boolean disconnect(ConnectionId connection, DisconnectMode mode) {
        return false;
    }

    @Override
    public List<KeptOut> keptOut() {
        return List.of();
    }

    @Override
    public void letIn(String linkId) {}

    @Override
    public Registration listen(NodeListener listener) {
        return () -> {};
    }

    @Override
    public void close(Duration drain) {
        thread.shutdownNow();
    }
}
