package io.slimconsole.tests.interop;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.SlimNode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Our node, inside the process of the test, so that the test can ask it what it sees.
final class OurNode implements NodeUnderTest {
    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();
    private NodeConfig config;
    private SlimNode node;

    OurNode(NodeConfig config) {
        this.config = config;
        this.node = SlimNode.create(config);
    }

    @Override
    public void start() {
        node.listen(events::add);
        node.start();
    }

    @Override
    public void stop() {
        config = onPort(port());
        node.close();
        node = SlimNode.create(config);
    }

    @Override
    public int port() {
        return node.status().address().map(address -> address.getPort()).orElse(config.port());
    }

    /// The running one; another after a restart.
    SlimNode slim() {
        return node;
    }

    /// What happened so far of one kind, restarts included, oldest first.
    <T extends NodeEvent> Stream<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /// The open connection that subscribed a name, whatever the instance.
    Optional<ConnectionSnapshot> connectionOf(String name) {
        return node.connections().stream()
                .filter(each -> each.firstName().filter(n -> n.prefix().equals(name)).isPresent())
                .findFirst();
    }

    @Override
    public String log() {
        return events.stream().map(NodeEvent::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        node.close();
    }

    private NodeConfig onPort(int port) {
        return new NodeConfig(
                config.nodeId(),
                config.host(),
                port,
                config.tls(),
                config.domainName(),
                config.requireHeaderMac(),
                config.limits());
    }
}
