package io.slimconsole.ui.node;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.NodeListener;
import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.node.NodeServiceState.Starting;
import io.slimconsole.ui.node.NodeServiceState.Stopped;
import io.slimconsole.ui.node.NodeServiceState.Stopping;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Owns the console's node: there is at most one, and it changes its state on one thread.
///
/// All methods may be called from any thread and return at once. A node that can't start leaves the service in
/// [Failed], from where it can be started again, with the same settings or with others.
public final class NodeService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NodeService.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final Function<NodeConfig, SlimNode> factory;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("node-service").factory());
    private final List<Consumer<NodeServiceState>> stateListeners = new CopyOnWriteArrayList<>();
    private final List<NodeListener> eventListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<NodeCommand>> commandListeners = new CopyOnWriteArrayList<>();
    private volatile NodeServiceState state = new Stopped();

    /// What the last start was asked for; belongs to the service's thread.
    private @Nullable NodeConfig lastConfig;

    /// @param factory makes a node that is not started yet
    public NodeService(Function<NodeConfig, SlimNode> factory) {
        this.factory = factory;
    }

    public NodeServiceState state() {
        return state;
    }

    /// The running node, if there is one.
    public Optional<SlimNode> node() {
        return state.running();
    }

    /// Starts a node; one that runs is drained and closed first.
    ///
    /// @return the state that came of it: [Running] or [Failed]
    public CompletableFuture<NodeServiceState> start(NodeConfig config) {
        tell(new NodeCommand.Start(config, node().map(SlimNode::config)));
        return submit(
                () -> {
                    closeRunning();
                    return startNow(config);
                });
    }

    /// Starts again as the last time; does nothing while a node runs, or when none was ever asked for.
    public CompletableFuture<NodeServiceState> retry() {
        tell(new NodeCommand.Retry());
        return submit(
                () ->
                        state instanceof Running || lastConfig == null
                                ? state
                                : startNow(lastConfig));
    }

    /// Drains and closes the running node.
    public CompletableFuture<NodeServiceState> stop() {
        tell(new NodeCommand.Stop());
        return submit(this::stopNow);
    }

    private NodeServiceState stopNow() {
        closeRunning();
        return become(new Stopped());
    }

    /// Hears every change of state, on the service's thread, beginning with the present one.
    public Registration listen(Consumer<NodeServiceState> listener) {
        stateListeners.add(listener);
        listener.accept(state);
        return () -> stateListeners.remove(listener);
    }

    /// Hears what happens in the running node and in each that follows it; called on the node's event loops, so it
    /// must return at once.
    public Registration listenToNode(NodeListener listener) {
        eventListeners.add(listener);
        return () -> eventListeners.remove(listener);
    }

    /// Hears what the service is asked for from now on, on the thread of whoever asks.
    public Registration listenToCommands(Consumer<NodeCommand> listener) {
        commandListeners.add(listener);
        return () -> commandListeners.remove(listener);
    }

    private void tell(NodeCommand command) {
        commandListeners.forEach(listener -> listener.accept(command));
    }

    /// Closes the running node and ends the service; waits for both. May be called twice.
    @Override
    public void close() {
        try {
            submit(this::stopNow).join();
        } finally {
            thread.shutdown();
        }
    }

    private CompletableFuture<NodeServiceState> submit(Supplier<NodeServiceState> change) {
        try {
            return CompletableFuture.supplyAsync(change, thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(state);
        }
    }

    private NodeServiceState startNow(NodeConfig config) {
        lastConfig = config;
        become(new Starting(config));
        try {
            SlimNode node = factory.apply(config);
            node.listen(event -> eventListeners.forEach(l -> l.on(event)));
            node.start();
            return become(new Running(node));
        } catch (NodeException e) {
            log.atWarn()
                    .addKeyValue("host", config.host())
                    .addKeyValue("port", config.port())
                    .addKeyValue("reason", e.reason())
                    .log("node did not start: {}", e.getMessage());
            return become(new Failed(config, e));
        } catch (RuntimeException e) {
            log.error("node did not start", e);
            return become(
                    new Failed(
                            config,
                            new NodeException(
                                    NodeException.Reason.FAILED,
                                    "The node failed on %s:%d for a reason of its own (%s). The log has the details."
                                            .formatted(config.host(), config.port(), e),
                                    e)));
        }
    }

    private void closeRunning() {
        if (state instanceof Running(SlimNode node)) {
            become(new Stopping());
            try {
                node.close(DRAIN);
            } catch (RuntimeException e) {
                log.error("node did not close cleanly", e);
            }
        }
    }

    private NodeServiceState become(NodeServiceState next) {
        state = next;
        for (Consumer<NodeServiceState> listener : stateListeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                log.error("a listener failed on {}", next, e);
            }
        }
        return next;
    }
}
