package io.slimconsole.ui.shell;

import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Registration;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
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

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// What the frame of the window says about the node, once a second.
public final class StatusViewModel implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration STALE = Duration.ofSeconds(5);

    private record Reading(
            Optional<NodeStatus> status, AuditStatus audit, AuditRules rules, Instant at) {}

    /// How the audit log is doing.
    public enum Recording {
        ON,
        OFF,
        /// It waits for the passphrase of its keys.
        LOCKED,
        TROUBLE
    }

    private final Texts texts = Texts.of(StatusViewModel.class);
    private final ReadOnlyObjectWrapper<NodeServiceState> state;
    private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper(Formats.NONE);
    private final ReadOnlyStringWrapper connections = new ReadOnlyStringWrapper(Formats.NONE);
    private final ReadOnlyStringWrapper rateIn = new ReadOnlyStringWrapper(Formats.NONE);
    private final ReadOnlyStringWrapper rateOut = new ReadOnlyStringWrapper(Formats.NONE);
    private final ReadOnlyStringWrapper age = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper recorded = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper recordedTip = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Recording> recording =
            new ReadOnlyObjectWrapper<>(Recording.OFF);
    private final NodeService nodes;
    private final AuditLog audit;
    private final Clock clock;
    private final Registration registration;
    private final Sampler<Reading> readings;

    /// Separate from the readings: it must tick when they don't come.
    private final Sampler<Instant> ticks;

    private Instant lastReading;

    StatusViewModel(NodeService nodes, AuditLog audit, Executor ui, Clock clock) {
        this.nodes = nodes;
        this.audit = audit;
        this.clock = clock;
        this.lastReading = clock.instant();
        this.state = new ReadOnlyObjectWrapper<>(nodes.state());
        this.readings = new Sampler<>("status", PERIOD, this::read, ui, this::show);
        this.ticks = new Sampler<>("age", PERIOD, clock::instant, ui, this::showAge);
        this.registration =
                nodes.listen(
                        next ->
                                ui.execute(
                                        () -> {
                                            state.set(next);
                                            readings.sampleNow();
                                        }));
    }

    public ReadOnlyObjectProperty<NodeServiceState> state() {
        return state.getReadOnlyProperty();
    }

    /// One word for the state, for the pill.
    public String word(NodeServiceState of) {
        return switch (of) {
            case Stopped _ -> texts.get("state.stopped");
            case Starting _ -> texts.get("state.starting");
            case Running _ -> texts.get("state.running");
            case Stopping _ -> texts.get("state.stopping");
            case Failed _ -> texts.get("state.failed");
        };
    }

    /// `host:port`, or a dash.
    public ReadOnlyStringProperty address() {
        return address.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty connections() {
        return connections.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty rateIn() {
        return rateIn.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty rateOut() {
        return rateOut.getReadOnlyProperty();
    }

    /// How old the figures are; empty while no node runs.
    public ReadOnlyStringProperty age() {
        return age.getReadOnlyProperty();
    }

    /// The node does not answer.
    public ReadOnlyBooleanProperty stale() {
        return stale.getReadOnlyProperty();
    }

    /// Whether the audit log records.
    public ReadOnlyObjectProperty<Recording> recording() {
        return recording.getReadOnlyProperty();
    }

    /// What it records, in a few words.
    public ReadOnlyStringProperty recorded() {
        return recorded.getReadOnlyProperty();
    }

    /// The same in full.
    public ReadOnlyStringProperty recordedTip() {
        return recordedTip.getReadOnlyProperty();
    }

    void start() {
        lastReading = clock.instant();
        readings.start();
        ticks.start();
    }

    void stop() {
        readings.stop();
        ticks.stop();
    }

    @Override
    public void close() {
        registration.close();
        stop();
    }

    private Reading read() {
        return new Reading(
                nodes.node().map(node -> node.status()),
                audit.status(),
                audit.rules(),
                clock.instant());
    }

    private void show(Reading reading) {
        lastReading = reading.at();
        Optional<NodeStatus> status = reading.status();
        address.set(
                status.flatMap(NodeStatus::address)
                        .map(a -> Addresses.text(a.getHostString(), a.getPort()))
                        .orElse(Formats.NONE));
        connections.set(
                status.map(s -> Formats.count(s.connectionCount(), "connection", "connections"))
                        .orElse(Formats.NONE));
        rateIn.set(
                status.map(s -> Formats.messageRate(s.messagesInPerSecond())).orElse(Formats.NONE));
        rateOut.set(
                status.map(s -> Formats.messageRate(s.messagesOutPerSecond()))
                        .orElse(Formats.NONE));
        showAudit(reading.audit(), reading.rules());
        showAge(reading.at());
    }

    private void showAudit(AuditStatus now, AuditRules rules) {
        boolean off =
                rules.messages() instanceof io.slimconsole.persistence.audit.Recording.Off
                        && Set.of(ActivityKind.Group.LOG).containsAll(rules.activity());
        double rate = now.messages().perSecond() + now.activity().perSecond();
        Recording state =
                now.isLocked()
                        ? Recording.LOCKED
                        : now.trouble().isPresent()
                                ? Recording.TROUBLE
                                : off ? Recording.OFF : Recording.ON;
        recording.set(state);
        recorded.set(
                switch (state) {
                    case LOCKED -> texts.get("audit.locked");
                    case TROUBLE -> texts.get("audit.trouble");
                    case OFF -> texts.get("audit.off");
                    case ON -> texts.get("audit.on", Formats.rate(rate));
                });
        recordedTip.set(
                now.trouble()
                        .map(
                                t ->
                                        t.locked()
                                                ? texts.get("audit.locked.tip")
                                                : texts.get("audit.trouble.tip", t.text()))
                        .orElseGet(
                                () ->
                                        texts.get(
                                                off ? "audit.off.tip" : "audit.on.tip",
                                                Formats.count(
                                                        now.messages().entries()
                                                                + now.activity().entries()),
                                                Formats.bytes(
                                                        now.messages().bytes()
                                                                + now.activity().bytes()))));
    }

    private void showAge(Instant now) {
        Duration since = Duration.between(lastReading, now);
        boolean running = state.get() instanceof Running;
        stale.set(running && since.compareTo(STALE) > 0);
        age.set(
                running
                        ? since.compareTo(Duration.ofMillis(1_900)) < 0
                                ? texts.get("age.now")
                                : texts.get("age.old", Formats.age(since))
                        : "");
    }
}
