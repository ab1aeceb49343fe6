package io.slimconsole.tests.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.tests.peer.PeerProcess;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What one test starts: a node, applications around it. All of it ends with the test.
///
/// With `-Dpeer.node=upstream` the node is upstream's own, which shows whether a scenario itself is right.
final class Scenario implements AutoCloseable {
    static final String SECRET = "a secret that all of them share: 0123456789";

    private static final boolean UPSTREAM = "upstream".equals(System.getProperty("peer.node"));

    private final Path home;
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final Map<String, Supplier<String>> logs = new LinkedHashMap<>();
    private @Nullable NodeUnderTest node;

    Scenario(Path home) {
        this.home = home;
    }

    /// The node of this scenario, on loopback and cleartext unless [#node(NodeConfig)] was called before.
    NodeUnderTest node() {
        return node != null ? node : node(NodeConfig.loopback(0));
    }

    /// Starts the node with settings of its own; upstream's takes over the TLS files alone.
    NodeUnderTest node(NodeConfig config) {
        if (node != null) {
            throw new IllegalStateException("this scenario has its node already");
        }
        return start(
                UPSTREAM
                        ? new UpstreamNode(home, config.tls(), Optional.empty())
                        : new OurNode(config));
    }

    private NodeUnderTest start(NodeUnderTest fresh) {
        started.push(fresh::close);
        logs.put("node", fresh::log);
        fresh.start();
        node = fresh;
        return fresh;
    }

    /// Upstream's own node as the node of this scenario, where ours is not what is shown.
    NodeUnderTest upstreamInTheMiddle() {
        return upstreamInTheMiddle(Optional.empty());
    }

    NodeUnderTest upstreamInTheMiddle(Optional<TlsConfig> tls) {
        if (node instanceof UpstreamNode there) {
            return there;
        }
        if (node != null) {
            throw new IllegalStateException("this scenario has its node already");
        }
        return start(new UpstreamNode(home, tls, Optional.empty()));
    }

    /// Our node, for what only it can show; skips the test if it is upstream's turn.
    OurNode ourNode() {
        return ourNode(NodeConfig.loopback(0));
    }

    /// Our node with settings of its own.
    OurNode ourNode(NodeConfig config) {
        assumeTrue(!UPSTREAM, "this scenario looks into our node");
        return (OurNode) (node != null ? node : node(config));
    }

    /// `http://` and the node's address.
    String url() {
        return "http://127.0.0.1:" + node().port();
    }

    /// An application that has started and is reachable under its name.
    Application application(String name) {
        return applications(name).getFirst();
    }

    /// Applications that have started and are reachable under their names; their processes start side by side.
    List<Application> applications(String... names) {
        var applications = Arrays.stream(names).map(this::process).toList();
        for (Application application : applications) {
            application.start(SECRET);
            application.connect(url());
            application.subscribe(application.name());
        }
        return applications;
    }

    /// The process of an application, with nothing done in it yet.
    Application process(String name) {
        var application = new Application(name, new PeerProcess(name, home, "app.mjs"));
        started.push(application::close);
        logs.put(name + " (" + logs.size() + ")", application::log);
        return application;
    }

    /// Upstream's node beside the one under test, linked to it as Edge.
    UpstreamNode upstreamNode() {
        var linked = new UpstreamNode(home, Optional.empty(), Optional.of(url()));
        started.push(linked::close);
        logs.put("linked upstream node", linked::log);
        linked.start();
        return linked;
    }

    /// Anything else that has to be done at the end of the scenario.
    void atEnd(Runnable ending) {
        started.push(ending);
    }

    /// What all of them logged, for the failure.
    String log() {
        var text = new StringBuilder();
        logs.forEach(
                (who, log) ->
                        text.append("=== ")
                                .append(who)
                                .append('\n')
                                .append(log.get())
                                .append('\n'));
        return text.toString();
    }

    /// Ends everything, newest first; one that fails doesn't keep the others.
    @Override
    public void close() {
        var failures = new ArrayList<RuntimeException>();
        while (!started.isEmpty()) {
            try {
                started.pop().run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
