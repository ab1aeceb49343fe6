package io.slimconsole.tests.load;

import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The links that carry one [Traffic] on one node, and the bookkeeping over them.
final class Topology implements AutoCloseable {
    private static final int HOLDERS = 10;

    /// A crowd that isn't there by then stays smaller; how large it became is reported.
    private static final Duration GATHERING = Duration.ofSeconds(20);

    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MILLIS = 5;
    private static final int TO_ALL = 256;

    private final Traffic traffic;
    private final List<LoadLink> senders = new ArrayList<>();
    private final List<LoadLink> receivers = new ArrayList<>();
    private final List<LoadLink> holders = new ArrayList<>();
    private final List<PublishFlow> flows = new ArrayList<>();
    private final List<Deliveries> deliveries = new ArrayList<>();
    private double subscribesPerSecond;

    private Topology(Traffic traffic) {
        this.traffic = traffic;
    }

    /// Connects and subscribes all that the traffic takes.
    static Topology lay(Driver driver, InetSocketAddress node, Traffic traffic) {
        var topology = new Topology(traffic);
        topology.lay(driver, node);
        return topology;
    }

    /// One link that holds a whole crowd, without traffic; no link for an empty one.
    static Topology holding(Driver driver, InetSocketAddress node, Crowd crowd) {
        var topology = new Topology(Traffic.pairs(0, PublishTemplate.STAMP_BYTES).among(crowd));
        if (crowd.subscriptions() > 0) {
            topology.holders.add(driver.connect(node, Name.of("load", "app", "holder")));
            topology.gather(topology.holders);
        }
        return topology;
    }

    private void lay(Driver driver, InetSocketAddress node) {
        int receiving = traffic.senders() * traffic.receivers();
        senders.addAll(driver.connect(node, Name.of("load", "app", "sender"), traffic.senders()));
        receivers.addAll(driver.connect(node, Name.of("load", "app", "receiver"), receiving));
        boolean gapless = traffic.delivery() != Traffic.Delivery.ANYCAST;
        for (LoadLink receiver : receivers) {
            deliveries.add(receiver.expect(traffic.payloadBytes(), gapless));
        }
        if (traffic.delivery() == Traffic.Delivery.ANYCAST) {
            gather(receivers);
        } else {
            subscribeReceivers();
            if (traffic.crowd().subscriptions() > 0) {
                holders.addAll(driver.connect(node, Name.of("load", "app", "holder"), HOLDERS));
                gather(holders);
            }
        }
        int fanout = traffic.delivery() == Traffic.Delivery.CHANNEL ? TO_ALL : Messages.TO_ONE;
        for (int i = 0; i < traffic.senders(); i++) {
            LoadLink sender = senders.get(i);
            flows.add(
                    new PublishFlow(
                            sender,
                            sender.template(destination(i), fanout, traffic.payloadBytes())));
        }
    }

    private void subscribeReceivers() {
        for (int i = 0; i < receivers.size(); i++) {
            receivers
                    .get(i)
                    .subscribe(List.of(destination(i / traffic.receivers())))
                    .orTimeout(SETTLING.toSeconds(), TimeUnit.SECONDS)
                    .join();
        }
    }

    private Name destination(int sender) {
        var id = new NameId(0xADD, sender + 1L);
        return switch (traffic.delivery()) {
            case CHANNEL -> new Name("load", "channel", "data", id);
            case ANYCAST -> Crowd.SERVICE;
            case INSTANCE ->
                    switch (traffic.crowd().spread()) {
                        case NAMES -> new Name("load", "pair", "app-" + sender, id);
                        case INSTANCES -> Crowd.SERVICE.withId(id);
                    };
        };
    }

    private void gather(List<LoadLink> by) {
        long begin = System.nanoTime();
        var parts = new CompletableFuture<?>[by.size()];
        for (int i = 0; i < by.size(); i++) {
            parts[i] = by.get(i).subscribe(traffic.crowd().namesOf(i, by.size()));
        }
        try {
            CompletableFuture.allOf(parts)
                    .orTimeout(GATHERING.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            by.forEach(LoadLink::stopSubscribing);
        }
        int taken = by.stream().mapToInt(LoadLink::acknowledged).sum();
        subscribesPerSecond = taken * 1e9 / (System.nanoTime() - begin);
    }

    /// Subscriptions of the crowd that the node has acknowledged.
    int crowdTaken() {
        List<LoadLink> by = traffic.delivery() == Traffic.Delivery.ANYCAST ? receivers : holders;
        return by.stream().mapToInt(LoadLink::acknowledged).sum();
    }

    double subscribesPerSecond() {
        return subscribesPerSecond;
    }

    List<LoadLink> receivers() {
        return receivers;
    }

    List<Deliveries> deliveries() {
        return deliveries;
    }

    void start() {
        flows.forEach(PublishFlow::start);
    }

    void startAt(int messagesPerSecond) {
        flows.forEach(flow -> flow.startAt(messagesPerSecond));
    }

    long delivered() {
        return deliveries.stream().mapToLong(Deliveries::count).sum();
    }

    /// Stops publishing and waits for what is under way.
    ///
    /// @return what is wrong with the deliveries since the topology was laid
    List<String> settle() {
        long expected = stop() * traffic.copies();
        long end = System.nanoTime() + SETTLING.toNanos();
        while (delivered() < expected && System.nanoTime() < end) {
            Pause.millis(LOOK_AGAIN_MILLIS);
        }
        var faults = new ArrayList<String>();
        if (delivered() != expected) {
            faults.add("%,d of %,d deliveries arrived".formatted(delivered(), expected));
        }
        long outOfOrder = deliveries.stream().mapToLong(Deliveries::outOfOrder).sum();
        if (outOfOrder > 0) {
            faults.add("%,d out of order".formatted(outOfOrder));
        }
        long badMacs = deliveries.stream().mapToLong(Deliveries::badMacs).sum();
        if (badMacs > 0) {
            faults.add("%,d sampled MACs are wrong".formatted(badMacs));
        }
        return faults;
    }

    /// Stops publishing; what is under way arrives or not.
    ///
    /// @return how many messages were sent since the topology was laid
    long stop() {
        return flows.stream().mapToLong(PublishFlow::stop).sum();
    }

    /// Drops all links at once, without a goodbye.
    void drop() {
        senders.forEach(LoadLink::close);
        receivers.forEach(LoadLink::close);
        holders.forEach(LoadLink::close);
    }

    @Override
    public void close() {
        drop();
    }
}
