package io.slimconsole.ui.samples;

import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.overview.SampleTraffic;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/// The sample traffic's switch: real applications on the running node, and on the one that follows it after a restart.
///
/// May be used on any thread.
public final class Samples implements SampleTraffic, AutoCloseable {
    private final NodeService nodes;
    private final Registration states;

    private boolean on;
    private List<Sample> samples = List.of();
    private ScheduledExecutorService clock = stopped();

    public Samples(NodeService nodes) {
        this.nodes = nodes;
        this.states = nodes.listen(this::stateChanged);
    }

    @Override
    public synchronized boolean running() {
        return on;
    }

    @Override
    public synchronized void start() {
        if (on) {
            return;
        }
        SlimNode node =
                nodes.node()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The node isn't running. Start it, then switch the"
                                                        + " sample traffic on."));
        on = true;
        startOn(node);
    }

    @Override
    public synchronized void stop() {
        on = false;
        end();
    }

    @Override
    public void close() {
        states.close();
        stop();
    }

    private synchronized void stateChanged(NodeServiceState state) {
        end();
        if (on && state instanceof NodeServiceState.Running(SlimNode node)) {
            startOn(node);
        }
    }

    private void startOn(SlimNode node) {
        clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sample-traffic").factory());
        samples =
                List.of(new WeatherSample(node, clock, new Random()), new DeskSample(node, clock));
    }

    private void end() {
        clock.shutdownNow();
        samples.forEach(Sample::close);
        samples = List.of();
    }

    private static ScheduledExecutorService stopped() {
        ScheduledExecutorService none = Executors.newSingleThreadScheduledExecutor();
        none.shutdown();
        return none;
    }
}
