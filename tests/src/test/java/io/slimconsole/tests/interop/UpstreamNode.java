package io.slimconsole.tests.interop;

import io.slimconsole.node.TlsConfig;
import io.slimconsole.tests.peer.PeerProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Upstream's own node, in a process of its own, behind a [Door].
final class UpstreamNode implements NodeUnderTest {
    private final Path home;
    private final int inner = freePort();
    private final Door door = new Door(inner);
    private final Map<String, String> configuration = new HashMap<>();
    private final Optional<String> uplink;
    private final List<PeerProcess> processes = new ArrayList<>();

    /// @param uplink URL of a node that it links to as Edge, as its own configuration says
    UpstreamNode(Path home, Optional<TlsConfig> tls, Optional<String> uplink) {
        this.home = home;
        this.uplink = uplink;
        configuration.put("listen", "127.0.0.1:" + inner);
        uplink.ifPresent(url -> configuration.put("uplink", url));
        tls.ifPresent(
                files -> {
                    configuration.put("certificate", files.certificateChain().toString());
                    configuration.put("key", files.privateKey().toString());
                });
    }

    @Override
    public void start() {
        var process =
                new PeerProcess(
                        "upstream node",
                        home,
                        "node.mjs",
                        PeerProcess.JSON.writeValueAsString(configuration));
        processes.add(process);
        process.ask("ready", Map.of());
        door.open();
    }

    @Override
    public void stop() {
        door.close();
        var process = processes.getLast();
        process.ask("stop", Map.of());
        process.close();
    }

    /// An application inside the node's process, reachable under its name through the uplink.
    Application inside(String name) {
        var application = new Application(name, processes.getLast());
        application.start(Scenario.SECRET);
        application.attach(uplink.orElseThrow());
        application.subscribe(name);
        return application;
    }

    @Override
    public int port() {
        return door.port();
    }

    @Override
    public String log() {
        return String.join("\n(restarted)\n", processes.stream().map(PeerProcess::log).toList());
    }

    @Override
    public void close() {
        door.close();
        processes.forEach(PeerProcess::close);
    }

    /// Free now; upstream's node has no way to say which port it took.
    private static int freePort() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }
}
