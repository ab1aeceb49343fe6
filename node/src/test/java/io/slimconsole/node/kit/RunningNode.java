package io.slimconsole.node.kit;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.tests.kit.Await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A node of a test's own on a free port, with everything it announced.
public final class RunningNode implements AutoCloseable {
    private final SlimNode node;
    private final List<NodeEvent> events = new CopyOnWriteArrayList<>();

    private RunningNode(NodeConfig config, MessageFeed feed) {
        node = SlimNode.create(config, feed);
        node.listen(events::add);
        node.start();
    }

    public static RunningNode start() {
        return start(NodeConfig.loopback(0));
    }

    public static RunningNode start(NodeConfig config) {
        return start(config, new MessageFeed(0));
    }

    public static RunningNode start(NodeConfig config, MessageFeed feed) {
        return new RunningNode(config, feed);
    }

    public static RunningNode start(NodeLimits limits) {
        return start(NodeConfig.loopback(0).withLimits(limits));
    }

    /// The defaults, but for what the tests of slow and of many clients need small.
    public static NodeLimits limits(int connections, int queueBytes, Duration slowReceiver) {
        return new NodeLimits(
                connections,
                100_000,
                1_000_000,
                Math.min(queueBytes, NodeLimits.MAX_MESSAGE_BYTES),
                Duration.ofSeconds(5),
                queueBytes,
                slowReceiver);
    }

    public SlimNode node() {
        return node;
    }

    public InetSocketAddress address() {
        return node.status().address().orElseThrow();
    }

    public SlimClient client() {
        return SlimClient.connect(address());
    }

    public List<NodeEvent> events() {
        return List.copyOf(events);
    }

    public <T extends NodeEvent> T awaitEvent(Class<T> type, Predicate<T> which) {
        return Await.value(
                "an event " + type.getSimpleName(),
                () ->
                        events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(which)
                                .findFirst());
    }

    @Override
    public void close() {
        node.close(Duration.ZERO);
    }
}
