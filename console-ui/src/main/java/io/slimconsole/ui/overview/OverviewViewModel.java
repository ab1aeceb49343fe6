package io.slimconsole.ui.overview;

import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.TlsConfig;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.node.NodeServiceState.Starting;
import io.slimconsole.ui.node.NodeServiceState.Stopped;
import io.slimconsole.ui.node.NodeServiceState.Stopping;
import io.slimconsole.ui.shell.Addresses;
import io.slimconsole.ui.shell.EventLine;
import io.slimconsole.ui.tls.CertificateFacts;
import io.slimconsole.ui.tls.TlsFiles;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What the overview says, as one value that is replaced once a second while it is in sight.
///
/// The rates are recorded from the beginning to the end of the console, so that the chart has no gap where another
/// view was open.
final class OverviewViewModel implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration REFUSED_WINDOW = Duration.ofMinutes(5);
    private static final Duration CERTIFICATE_AGE = Duration.ofMinutes(1);

    /// A line of a small table.
    record Fact(String label, String value) {}

    /// Everything at one moment.
    ///
    /// @param health `ok`, `warn`, `bad` or `off`: how the headline looks
    /// @param newcomer nothing has connected since the node started
    /// @param everyInterface whether other machines can connect as well, whatever `address` says
    record Overview(
            String health,
            String headline,
            String subline,
            boolean canStart,
            boolean newcomer,
            Optional<String> address,
            boolean everyInterface,
            boolean tls,
            String messagesIn,
            String messagesOut,
            String bytesIn,
            String bytesOut,
            String connections,
            String connectionTypes,
            String routes,
            String dropped,
            List<Fact> totals,
            List<Problem> problems,
            List<EventLine> events,
            RateHistory.Series rates,
            Instant at) {}

    private record Certificate(
            TlsConfig config, Instant readAt, Optional<CertificateFacts> facts) {}

    private final Texts texts = Texts.of(OverviewViewModel.class);
    private final NodeService nodes;
    private final Clock clock;
    private final RateHistory history = new RateHistory();
    private final EventLog events = new EventLog();
    private final ReadOnlyObjectWrapper<Overview> overview;
    private final Registration eventRegistration;
    private final Registration stateRegistration;
    private final Sampler<Optional<NodeStatus>> recorder;
    private final Sampler<Overview> sampler;

    /// Belongs to the sampler's thread.
    private @Nullable Certificate certificate;

    OverviewViewModel(NodeService nodes, Executor ui, Clock clock) {
        this.nodes = nodes;
        this.clock = clock;
        this.overview = new ReadOnlyObjectWrapper<>(read());
        this.eventRegistration = nodes.listenToNode(events::add);
        this.recorder =
                new Sampler<>(
                        "rates",
                        PERIOD,
                        () -> nodes.node().map(SlimNode::status),
                        Runnable::run,
                        this::record);
        this.sampler = new Sampler<>("overview", PERIOD, this::read, ui, overview::set);
        this.stateRegistration = nodes.listen(_ -> sampler.sampleNow());
        recorder.start();
    }

    ReadOnlyObjectProperty<Overview> overview() {
        return overview.getReadOnlyProperty();
    }

    void start() {
        sampler.start();
    }

    void stop() {
        sampler.stop();
    }

    void refresh() {
        sampler.sampleNow();
    }

    /// Starts the node as it was last asked to.
    void startNode(NodeConfig config) {
        var _ = nodes.start(config);
    }

    @Override
    public void close() {
        eventRegistration.close();
        stateRegistration.close();
        recorder.stop();
        sampler.stop();
    }

    void record(double inPerSecond, double outPerSecond) {
        history.add(inPerSecond, outPerSecond);
    }

    private void record(Optional<NodeStatus> status) {
        record(
                status.map(NodeStatus::messagesInPerSecond).orElse(0.0),
                status.map(NodeStatus::messagesOutPerSecond).orElse(0.0));
    }

    /// Works out everything that is shown; called on the sampler's thread.
    Overview read() {
        Instant now = clock.instant();
        NodeServiceState state = nodes.state();
        Optional<SlimNode> node = state.running();
        Optional<NodeStatus> status = node.map(SlimNode::status);
        int congested =
                node.map(
                                n ->
                                        (int)
                                                n.connections().stream()
                                                        .filter(
                                                                c ->
                                                                        c.state()
                                                                                == ConnectionState
                                                                                        .CONGESTED)
                                                        .count())
                        .orElse(0);
        List<Problem> problems =
                Problems.find(
                        new Problems.Facts(
                                state,
                                status,
                                congested,
                                events.refusedWithin(REFUSED_WINDOW, now),
                                node.flatMap(n -> n.config().tls()).flatMap(t -> facts(t, now)),
                                now,
                                clock.getZone()));
        List<EventLine> lines = events.newest().stream().map(EventLine::of).toList();
        boolean newcomer =
                status.filter(s -> s.connectionCount() == 0 && s.total().messagesIn() == 0)
                        .isPresent();
        return new Overview(
                health(state, problems),
                headline(state, problems),
                subline(state, status, now),
                state instanceof Stopped || state instanceof Failed,
                newcomer,
                status.flatMap(NodeStatus::address)
                        .map(
                                a ->
                                        Addresses.text(
                                                Addresses.dialable(a.getHostString()),
                                                a.getPort())),
                node.filter(n -> !Addresses.dialable(n.config().host()).equals(n.config().host()))
                        .isPresent(),
                node.filter(n -> n.config().tls().isPresent()).isPresent(),
                status.map(s -> Formats.rate(s.messagesInPerSecond())).orElse(Formats.NONE),
                status.map(s -> Formats.rate(s.messagesOutPerSecond())).orElse(Formats.NONE),
                status.map(s -> Formats.byteRate(s.bytesInPerSecond())).orElse(""),
                status.map(s -> Formats.byteRate(s.bytesOutPerSecond())).orElse(""),
                status.map(s -> Formats.count(s.connectionCount())).orElse(Formats.NONE),
                status.map(this::types).orElse(""),
                status.map(s -> Formats.count(s.routes())).orElse(Formats.NONE),
                status.map(s -> Formats.count(s.droppedTotal())).orElse(Formats.NONE),
                status.map(this::totals).orElse(List.of()),
                problems,
                lines,
                history.series(),
                now);
    }

    private static String health(NodeServiceState state, List<Problem> problems) {
        return switch (state) {
            case Failed _ -> "bad";
            case Stopped _, Stopping _, Starting _ -> "off";
            case Running _ ->
                    problems.isEmpty()
                            ? "ok"
                            : problems.getFirst().severity() == Problem.Severity.ERROR
                                    ? "bad"
                                    : "warn";
        };
    }

    private String headline(NodeServiceState state, List<Problem> problems) {
        return switch (state) {
            case Failed _ -> texts.get("headline.failed");
            case Stopped _ -> texts.get("headline.stopped");
            case Stopping _ -> texts.get("headline.stopping");
            case Starting _ -> texts.get("headline.starting");
            case Running _ ->
                    problems.isEmpty()
                            ? texts.get("headline.ok")
                            : texts.get(
                                    "headline.problems",
                                    Formats.count(problems.size(), "problem", "problems"));
        };
    }

    private String subline(NodeServiceState state, Optional<NodeStatus> status, Instant now) {
        return switch (state) {
            case Running(var node) ->
                    texts.get(
                            "subline.running",
                            status.flatMap(NodeStatus::startedAt)
                                    .map(at -> Formats.duration(Duration.between(at, now)))
                                    .orElse(Formats.NONE),
                            texts.get(
                                    node.config().tls().isPresent()
                                            ? "subline.tls"
                                            : "subline.cleartext"),
                            texts.get(
                                    node.config().requireHeaderMac()
                                            ? "subline.strict"
                                            : "subline.lenient"));
            case Failed _ -> texts.get("subline.failed");
            case Stopped _ -> texts.get("subline.stopped");
            case Starting(var config) ->
                    texts.get("subline.starting", Addresses.text(config.host(), config.port()));
            case Stopping _ -> texts.get("subline.stopping");
        };
    }

    /// `3 local · 12 edge`; empty where there are none.
    private String types(NodeStatus status) {
        List<String> parts = new ArrayList<>();
        for (ConnectionType type : ConnectionType.values()) {
            int count = status.connections().getOrDefault(type, 0);
            if (count > 0) {
                parts.add(Formats.count(count) + " " + texts.get("type." + lower(type)));
            }
        }
        return String.join("  ·  ", parts);
    }

    private List<Fact> totals(NodeStatus status) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(texts.get("total.in"), Formats.count(status.total().messagesIn())));
        facts.add(new Fact(texts.get("total.out"), Formats.count(status.total().messagesOut())));
        facts.add(new Fact(texts.get("total.bytesIn"), Formats.bytes(status.total().bytesIn())));
        facts.add(new Fact(texts.get("total.bytesOut"), Formats.bytes(status.total().bytesOut())));
        facts.add(new Fact(texts.get("total.dropped"), Formats.count(status.droppedTotal())));
        for (DropReason reason : DropReason.values()) {
            long count = status.dropped().getOrDefault(reason, 0L);
            if (count > 0) {
                facts.add(
                        new Fact(
                                "    " + texts.get("drop." + lower(reason)), Formats.count(count)));
            }
        }
        return facts;
    }

    /// Read again once a minute: the file may be replaced while the node runs, the clock goes on in any case.
    private Optional<CertificateFacts> facts(TlsConfig tls, Instant now) {
        Certificate known = certificate;
        if (known == null
                || !known.config().equals(tls)
                || Duration.between(known.readAt(), now).compareTo(CERTIFICATE_AGE) > 0) {
            Optional<CertificateFacts> facts =
                    TlsFiles.certificate(tls.certificateChain())
                                    instanceof TlsFiles.Found.Certificate(var found)
                            ? Optional.of(found)
                            : Optional.empty();
            known = new Certificate(tls, now, facts);
            certificate = known;
        }
        return known.facts();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
