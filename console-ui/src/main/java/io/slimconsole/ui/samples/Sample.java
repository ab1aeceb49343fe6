package io.slimconsole.ui.samples;

import io.slimconsole.node.LocalApplication;
import io.slimconsole.node.LocalReceiver;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Some applications that belong together: attached when made, gone when closed.
abstract class Sample implements AutoCloseable {
    /// What every sample's name begins with, and every label.
    static final String ORGANIZATION = "sample";

    private final SlimNode node;
    private final ScheduledExecutorService clock;
    private final List<LocalApplication> applications = new ArrayList<>();
    private volatile boolean closed;

    Sample(SlimNode node, ScheduledExecutorService clock) {
        this.node = node;
        this.clock = clock;
    }

    /// A name with a random instance.
    static Name instance(String namespace, String service) {
        var id = UUID.randomUUID();
        return new Name(
                ORGANIZATION,
                namespace,
                service,
                new NameId(id.getMostSignificantBits(), id.getLeastSignificantBits()));
    }

    final LocalApplication attach(Name name, LocalReceiver receiver) {
        LocalApplication application =
                node.attach("%s %s".formatted(ORGANIZATION, name.service()), name, receiver);
        applications.add(application);
        return application;
    }

    /// Repeats `step` until the sample is closed, or its node is.
    final void every(long millis, Runnable step) {
        var _ =
                clock.scheduleAtFixedRate(
                        () -> {
                            if (!closed) {
                                attempt(step);
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    /// A node that is being stopped refuses messages; the sample ends with it.
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (NodeException _) {
            // the node is stopping: whoever stops it closes the sample, too
        }
    }

    @Override
    public final void close() {
        closed = true;
        applications.forEach(LocalApplication::close);
    }
}
