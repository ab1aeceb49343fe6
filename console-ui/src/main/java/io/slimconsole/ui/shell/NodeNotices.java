package io.slimconsole.ui.shell;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.tls.CertificateFacts;
import io.slimconsole.ui.tls.TlsFiles;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Notices what an operator must know of the node.
///
/// Events come on the threads of the node and of its service. What no event tells (a certificate that comes to its
/// end, messages with a wrong MAC) is looked for on a thread of its own.
final class NodeNotices implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    /// By the clock, not by a timer: a machine that slept looks as soon as it is awake.
    private static final Duration BETWEEN_CERTIFICATES = Duration.ofDays(1);

    private final Texts texts = Texts.of(NodeNotices.class);
    private final NodeService nodes;
    private final Notices notices;
    private final Consumer<Target> reveal;
    private final Clock clock;
    private final Registration events;
    private final Registration states;
    private final Sampler<Instant> looks;

    /// What was known at the last look; belongs to whoever looks, one at a time.
    private @Nullable SlimNode lookedAt;

    private Instant certificateAt = Instant.EPOCH;
    private long macFailures;

    /// @param reveal goes to a place; called when a notice is opened
    NodeNotices(NodeService nodes, Notices notices, Consumer<Target> reveal, Clock clock) {
        this.nodes = nodes;
        this.notices = notices;
        this.reveal = reveal;
        this.clock = clock;
        this.looks =
                new Sampler<>("node-notices", BETWEEN_LOOKS, this::look, Runnable::run, _ -> {});
        this.events = nodes.listenToNode(this::on);
        this.states = nodes.listen(this::onState);
    }

    /// Begins to look by itself: now, after each start of a node, and every half minute.
    void start() {
        looks.start();
    }

    @Override
    public void close() {
        events.close();
        states.close();
        looks.close();
    }

    /// Looks once for what no event tells.
    ///
    /// @return when
    synchronized Instant look() {
        Instant now = clock.instant();
        SlimNode node = nodes.node().orElse(null);
        if (node == null) {
            lookedAt = null;
            return now;
        }
        if (!node.equals(lookedAt)) {
            lookedAt = node;
            certificateAt = Instant.EPOCH;
            macFailures = 0;
        }
        if (Duration.between(certificateAt, now).compareTo(BETWEEN_CERTIFICATES) >= 0) {
            certificateAt = now;
            node.config().tls().ifPresent(tls -> check(tls, now));
        }
        check(node.status());
        return now;
    }

    private void on(NodeEvent event) {
        switch (event) {
            case NodeEvent.Refused(var at, var address, var reason, var detail) -> {
                // one that is kept out tries again and again: the operator wanted it so
                if (isFault(reason)) {
                    // without the port, which differs each time: one client's tries are one notice
                    add(EventLine.of(new NodeEvent.Refused(at, host(address), reason, detail)));
                }
            }
            case NodeEvent.Disconnected(_, var closed) -> {
                if (isFault(closed.reason())) {
                    warn(
                            texts.get("event.disconnected", who(closed), closed.detail()),
                            new Target.OfConnection(closed.last().id()));
                }
            }
            case NodeEvent.Congested(_, var connection, _) ->
                    // without the bytes, which differ each time
                    warn(
                            texts.get("notice.congested", connection),
                            new Target.OfConnection(connection));
            case NodeEvent.Stopped _ -> {
                if (nodes.state() instanceof NodeServiceState.Running) {
                    error(texts.get("notice.stopped"), new Target.OfSettings("node"));
                }
            }
            case NodeEvent.Started _,
                    NodeEvent.Connected _,
                    NodeEvent.RouteAdded _,
                    NodeEvent.RouteRemoved _,
                    NodeEvent.SubscriptionRefused _ -> {}
        }
    }

    private void onState(NodeServiceState state) {
        switch (state) {
            case NodeServiceState.Failed(_, var problem) ->
                    error(
                            texts.get("notice.failed", String.valueOf(problem.getMessage())),
                            new Target.OfSettings("node"));
            case NodeServiceState.Running _ -> looks.sampleNow();
            case NodeServiceState.Starting _,
                    NodeServiceState.Stopping _,
                    NodeServiceState.Stopped _ -> {}
        }
    }

    private void check(TlsConfig tls, Instant now) {
        if (!(TlsFiles.certificate(tls.certificateChain())
                instanceof TlsFiles.Found.Certificate(CertificateFacts facts))) {
            return;
        }
        String until = Formats.time(facts.notAfter(), clock.getZone());
        if (facts.isExpired(now)) {
            error(texts.get("notice.expired", until), new Target.OfSettings("tls"));
        } else if (facts.expiresSoon(now)) {
            warn(texts.get("notice.expiring", until), new Target.OfSettings("tls"));
        }
    }

    private void check(NodeStatus status) {
        long failures =
                status.dropped().getOrDefault(DropReason.MAC_INVALID, 0L)
                        + status.dropped().getOrDefault(DropReason.MAC_MISSING, 0L);
        if (failures > macFailures) {
            warn(texts.get("notice.mac"), new Target.OfTroubledConnections());
        }
        macFailures = failures;
    }

    private void add(EventLine line) {
        notices.add(Toasts.Kind.WARNING, line.text(), line.place().map(this::way));
    }

    private void warn(String text, Target place) {
        notices.add(Toasts.Kind.WARNING, text, Optional.of(way(place)));
    }

    private void error(String text, Target place) {
        notices.add(Toasts.Kind.ERROR, text, Optional.of(way(place)));
    }

    private Runnable way(Target place) {
        return () -> reveal.accept(place);
    }

    private static String who(ClosedConnection closed) {
        return closed.last()
                .firstName()
                .map(name -> name.prefix())
                .orElseGet(() -> host(closed.last().remoteAddress()));
    }

    private static boolean isFault(CloseReason reason) {
        return switch (reason) {
            case NEGOTIATION_FAILED,
                    PROTOCOL_ERROR,
                    TOO_SLOW,
                    LIMIT_REACHED,
                    NOT_SUPPORTED,
                    TLS_FAILED ->
                    true;
            case BY_PEER, BY_OPERATOR, KEPT_OUT, NODE_STOPPED -> false;
        };
    }

    private static String host(String address) {
        int port = address.lastIndexOf(':');
        return port > 0 ? address.substring(0, port) : address;
    }
}
