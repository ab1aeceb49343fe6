package io.slimconsole.tests.interop;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.Database;
import io.slimconsole.persistence.OpenResult;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.sessions.ConsoleIdentity;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The console without its window: a node, the channels on it, and where they are kept.
final class OurConsole implements AutoCloseable {
    static final ConsoleIdentity IDENTITY =
            new ConsoleIdentity(Name.parse("org/ns/console"), Scenario.SECRET);

    private final NodeService nodes = new NodeService(SlimNode::create);
    private final ConsoleChannels channels;
    private final Runnable onClose;

    private OurConsole(SessionStore sessions, Supplier<VaultResult> vaults, Runnable onClose) {
        this.channels = ConsoleChannels.open(nodes, sessions, vaults, InstantSource.system());
        this.onClose = onClose;
    }

    /// One that keeps nothing beyond its end.
    static OurConsole inMemory(SessionStore sessions, VaultResult vault) {
        return new OurConsole(sessions, () -> vault, () -> {});
    }

    /// One that finds what an earlier one has kept in that folder.
    static OurConsole in(Path folder) {
        if (!(Database.open(folder) instanceof OpenResult.Opened(Database database, _))) {
            throw new AssertionError("no database in " + folder);
        }
        return new OurConsole(database.sessions(), database::openVault, database::close);
    }

    /// Returns when the console takes part, if it knows who it is.
    OurConsole start(int port) {
        var started = nodes.start(NodeConfig.loopback(port)).join();
        if (!(started instanceof NodeServiceState.Running)) {
            throw new AssertionError("the node did not start: " + started);
        }
        return this;
    }

    void stopNode() {
        nodes.stop().join();
    }

    void awaitReady() {
        Await.until(
                "the console takes part", () -> channels.state() instanceof ChannelsState.Ready);
    }

    int port() {
        return nodes.node().orElseThrow().status().address().orElseThrow().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /// One of upstream's applications, connected to this node.
    Application peer(Scenario scenario, String name) {
        Application peer = scenario.process(name);
        peer.start(Scenario.SECRET);
        peer.connect(url());
        peer.subscribe(name);
        return peer;
    }

    ConsoleChannels channels() {
        return channels;
    }

    /// Where everything stops at once, the disk first: nothing that a session does from now on is kept or heard.
    void kill() {
        onClose.run();
        nodes.close();
        channels.close();
    }

    @Override
    public void close() {
        channels.close();
        nodes.close();
        onClose.run();
    }
}
