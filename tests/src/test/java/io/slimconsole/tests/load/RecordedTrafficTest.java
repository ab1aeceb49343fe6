package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.recording.Recorder;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What a node reported is what the log holds, as long as nobody changes the rules: each message with its outcome and its
/// receivers, each connection, each route.
final class RecordedTrafficTest {
    private static final int NAMES = 8;
    private static final int ALL = 256;
    private static final int ONE = 1;
    private static final int MOST = 1_000_000;

    @TempDir Path folder;

    /// A message as one link sent it, and what has to become of it.
    ///
    /// @param receivers of which each, or one, gets it
    private record Sent(
            Optional<String> destination,
            int messages,
            MessageOutcome outcome,
            Set<Long> receivers) {}

    /// What was made of it.
    private final Map<Long, List<Sent>> sent = new LinkedHashMap<>();

    private final List<NodeEvent> events = Collections.synchronizedList(new ArrayList<>());

    private static Name name(int number) {
        return Name.of("org", "ns", "service" + number);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void whatTheNodeReportedIsWhatTheLogHolds(long seed) {
        var feed = new MessageFeed(0);
        NodeStatus last;
        try (var log = open(feed)) {
            var recorder =
                    new Recorder(
                            log::rules,
                            log::record,
                            log::record,
                            InstantSource.system(),
                            feed::run);
            try (var nodes = new NodeService(config -> SlimNode.create(config, feed))) {
                var _ = nodes.listenToNode(events::add);
                recorder.follow(nodes);
                nodes.start(NodeConfig.loopback(0)).join();
                SlimNode node = nodes.node().orElseThrow();
                exchange(node, new Random(seed));
                nodes.stop().join();
                last = node.status();
            }
            recorder.close();
        }

        try (var log = open(new MessageFeed(feed.run()))) {
            List<MessageEntry> messages = all(log.messages().find(MessageFilter.ALL)).reversed();
            isWhatWasSent(messages);
            isWhatWasCounted(messages, last);
            isWhatHappened(all(log.activity().find(ActivityFilter.ALL)).reversed());
            assertThat(log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
    }

    private AuditLog open(MessageFeed feed) {
        return AuditLog.open(folder, feed, AuditRules.DEFAULTS, Clock.systemUTC());
    }

    private static <E extends AuditEntry> List<E> all(Finding<E> finding) {
        try (finding) {
            Await.until("all is found", () -> finding.progress().done());
            return finding.page(0, MOST);
        }
    }

    // ---- the traffic

    /// Each link subscribes some names; then all send, to names that somebody has and to others, rightly and wrongly.
    private void exchange(SlimNode node, Random random) {
        InetSocketAddress address = node.status().address().orElseThrow();
        try (var driver = new Driver(2)) {
            var links = new ArrayList<LoadLink>();
            var ids = new ArrayList<Long>();
            var holders = new HashMap<String, Set<Long>>();
            int count = 2 + random.nextInt(5);
            for (int i = 0; i < count; i++) {
                LoadLink link =
                        driver.connect(
                                address,
                                Name.of("org", "ns", "app" + i).withId(new NameId(seedOf(i), i)));
                long id = newest(node, ids);
                links.add(link);
                ids.add(id);
                List<Name> names = new ArrayList<>();
                for (int n = 0; n < NAMES; n++) {
                    if (random.nextInt(3) == 0) {
                        names.add(name(n));
                        holders.computeIfAbsent(name(n).prefix(), _ -> new HashSet<>()).add(id);
                    }
                }
                link.subscribe(names).orTimeout(45, TimeUnit.SECONDS).join();
            }
            for (int i = 0; i < 400; i++) {
                int chosen = random.nextInt(links.size());
                send(
                        links.get(chosen),
                        ids.get(chosen),
                        links.get((chosen + 1) % links.size()),
                        holders,
                        random);
            }
            long total = sent.values().stream().mapToLong(List::size).sum();
            Await.until(
                    "all has come in",
                    () -> {
                        NodeStatus now = node.status();
                        return handled(now) >= total;
                    });
            links.forEach(LoadLink::close);
            Await.until("all have left", () -> node.connections().isEmpty());
        }
    }

    private static long seedOf(int i) {
        return 7L * i + 1;
    }

    private static long newest(SlimNode node, List<Long> known) {
        return Await.value(
                "the connection is open",
                () ->
                        node.connections().stream()
                                .map(each -> each.id().value())
                                .filter(id -> !known.contains(id))
                                .findFirst());
    }

    private void send(
            LoadLink link, long id, LoadLink other, Map<String, Set<Long>> holders, Random random) {
        Name destination = name(random.nextInt(NAMES));
        int fanout = random.nextBoolean() ? ALL : ONE;
        var receivers = new HashSet<>(holders.getOrDefault(destination.prefix(), Set.of()));
        receivers.remove(id);
        Optional<String> to = Optional.of(destination.prefix());
        int payload = random.nextInt(3_000);
        byte[] message;
        Sent what;
        switch (random.nextInt(12)) {
            case 0 -> {
                message = new byte[0];
                what = new Sent(Optional.empty(), 1, MessageOutcome.MALFORMED, Set.of());
            }
            case 1 -> {
                message = other.publish(destination, fanout, payload);
                what = new Sent(to, 1, MessageOutcome.MAC_INVALID, Set.of());
            }
            default -> {
                message = link.publish(destination, fanout, payload);
                what =
                        receivers.isEmpty()
                                ? new Sent(to, 1, MessageOutcome.NO_ROUTE, Set.of())
                                : new Sent(
                                        to,
                                        fanout == ALL ? receivers.size() : 1,
                                        MessageOutcome.DELIVERED,
                                        Set.copyOf(receivers));
            }
        }
        link.onLoop(() -> link.call().send(message));
        sent.computeIfAbsent(id, _ -> new ArrayList<>()).add(what);
    }

    private long handled(NodeStatus now) {
        long delivered =
                sent.values().stream()
                        .flatMap(List::stream)
                        .filter(what -> what.outcome() == MessageOutcome.DELIVERED)
                        .mapToLong(Sent::messages)
                        .sum();
        long count =
                sent.values().stream()
                        .flatMap(List::stream)
                        .filter(what -> what.outcome() == MessageOutcome.DELIVERED)
                        .count();
        return now.total().messagesOut() >= delivered ? now.droppedTotal() + count : 0;
    }

    // ---- the log

    private void isWhatWasSent(List<MessageEntry> messages) {
        Map<Long, List<MessageEntry>> byLink =
                messages.stream().collect(Collectors.groupingBy(e -> e.from().id().value()));
        assertThat(byLink.keySet()).isEqualTo(sent.keySet());
        sent.forEach(
                (link, all) -> {
                    List<MessageEntry> recorded = byLink.getOrDefault(link, List.of());
                    assertThat(recorded).hasSameSizeAs(all);
                    for (int i = 0; i < all.size(); i++) {
                        is(recorded.get(i), all.get(i));
                    }
                });
    }

    private static void is(MessageEntry entry, Sent what) {
        assertThat(entry.outcome()).as("%s", what).isEqualTo(what.outcome());
        assertThat(entry.to()).hasSize(what.receivers().isEmpty() ? 0 : what.messages());
        assertThat(what.receivers())
                .containsAll(entry.to().stream().map(c -> c.id().value()).toList());
        assertThat(entry.to()).doesNotHaveDuplicates();
        assertThat(entry.out().isPresent()).isEqualTo(!entry.to().isEmpty());
        if (what.outcome() != MessageOutcome.MALFORMED) {
            assertThat(entry.destination().map(AuditName::prefix)).isEqualTo(what.destination());
        }
        assertThat(entry.sampled()).isOne();
    }

    private static void isWhatWasCounted(List<MessageEntry> messages, NodeStatus last) {
        var drops = new EnumMap<DropReason, Long>(DropReason.class);
        long out = 0;
        for (MessageEntry message : messages) {
            if (message.outcome() == MessageOutcome.DELIVERED) {
                out += message.to().size();
            } else {
                drops.merge(DropReason.valueOf(message.outcome().name()), 1L, Long::sum);
            }
        }
        assertThat(out).isEqualTo(last.total().messagesOut());
        assertThat(drops)
                .isEqualTo(last.dropped())
                .containsKeys(DropReason.MALFORMED, DropReason.MAC_INVALID);
    }

    private void isWhatHappened(List<ActivityEntry> activity) {
        assertThat(activity.stream().map(RecordedTrafficTest::fact).sorted().toList())
                .isEqualTo(events.stream().map(RecordedTrafficTest::fact).sorted().toList());
    }

    private static String fact(ActivityEntry entry) {
        String connection = entry.connection().map(c -> c.id().toString()).orElse("");
        return switch (entry.kind()) {
            case ROUTE_ADDED, ROUTE_REMOVED -> "%s %s".formatted(entry.kind(), entry.subject());
            default -> "%s %s".formatted(entry.kind(), connection);
        };
    }

    private static String fact(NodeEvent event) {
        return switch (event) {
            case NodeEvent.Started _ -> fact(ActivityKind.NODE_STARTED, "");
            case NodeEvent.Stopped _ -> fact(ActivityKind.NODE_STOPPED, "");
            case NodeEvent.Connected(_, var connection) ->
                    fact(ActivityKind.CONNECTED, connection.id());
            case NodeEvent.Disconnected(_, var closed) ->
                    fact(ActivityKind.DISCONNECTED, closed.last().id());
            case NodeEvent.Refused _ -> fact(ActivityKind.REFUSED, "");
            case NodeEvent.RouteAdded(_, var route) ->
                    fact(ActivityKind.ROUTE_ADDED, route.name().orElseThrow().prefix());
            case NodeEvent.RouteRemoved(_, var route) ->
                    fact(ActivityKind.ROUTE_REMOVED, route.name().orElseThrow().prefix());
            case NodeEvent.SubscriptionRefused(_, ConnectionId connection, _, _, _) ->
                    fact(ActivityKind.ROUTE_REFUSED, connection);
            case NodeEvent.Congested(_, ConnectionId connection, _) ->
                    fact(ActivityKind.CONGESTED, connection);
        };
    }

    private static String fact(ActivityKind kind, Object of) {
        return "%s %s".formatted(kind, of);
    }
}
