package io.slimconsole.ui.settings;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.Registration;
import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.node.NodeServiceState.Failed;
import io.slimconsole.ui.node.NodeServiceState.Running;
import io.slimconsole.ui.node.NodeServiceState.Starting;
import io.slimconsole.ui.node.NodeServiceState.Stopped;
import io.slimconsole.ui.node.NodeServiceState.Stopping;
import io.slimconsole.ui.settings.Pending.Effect;
import io.slimconsole.ui.shell.CurrentSettings;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// What is typed on the settings page, what is wrong with it, and how it comes into force.
///
/// Theme and text size count at once. The node's settings are a draft until [#apply]: they are stored when a node has
/// started with them, so that what is stored is what worked. Until then the draft stays as it is typed, whatever
/// happens to the node or the page.
final class SettingsViewModel implements AutoCloseable {
    private final NodeService nodes;
    private final CurrentSettings settings;
    private final Overrides overrides;
    private final TlsReader reader;
    private final Executor workers;
    private final Executor ui;

    private final ReadOnlyObjectWrapper<Draft> draft;
    private final ReadOnlyObjectWrapper<DraftCheck.Result> check;
    private final ReadOnlyObjectWrapper<Optional<CertificateFacts>> certificate =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Pending> pending =
            new ReadOnlyObjectWrapper<>(new Pending.Nothing());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyIntegerWrapper connections = new ReadOnlyIntegerWrapper();

    private final Registration nodeStates;
    private final Subscription stored;
    private NodeServiceState nodeState;
    private NodeConfig baseline;

    /// Settings that a start was asked for and that are not stored yet.
    private Optional<NodeConfig> attempt = Optional.empty();

    private Optional<NodeConfig> lastWorking = Optional.empty();
    private Optional<TlsReport> report = Optional.empty();
    private boolean reading;
    private boolean applying;

    /// @param workers where files are read; never waited for
    SettingsViewModel(
            NodeService nodes,
            CurrentSettings settings,
            Overrides overrides,
            TlsReader reader,
            Executor workers,
            Executor ui) {
        this.nodes = nodes;
        this.settings = settings;
        this.overrides = overrides;
        this.reader = reader;
        this.workers = workers;
        this.ui = ui;
        this.baseline = settings.get().node();
        this.draft = new ReadOnlyObjectWrapper<>(Draft.of(baseline));
        this.check = new ReadOnlyObjectWrapper<>(DraftCheck.check(draft.get(), Optional.empty()));
        this.nodeState = nodes.state();
        this.stored = settings.value().subscribe(this::storedChanged);
        this.nodeStates = nodes.listen(state -> ui.execute(() -> nodeChanged(state)));
        readFiles();
    }

    @Override
    public void close() {
        nodeStates.close();
        stored.unsubscribe();
    }

    ReadOnlyObjectProperty<Draft> draft() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DraftCheck.Result> check() {
        return check.getReadOnlyProperty();
    }

    /// What the certificate file holds, where it was looked at.
    ReadOnlyObjectProperty<Optional<CertificateFacts>> certificate() {
        return certificate.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Pending> pending() {
        return pending.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// How many would be interrupted by a restart.
    ReadOnlyIntegerProperty connections() {
        return connections.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ConsoleSettings> settings() {
        return settings.value();
    }

    void setConnections(int count) {
        connections.set(count);
    }

    /// The option of the command line that counts in this run instead of the field.
    Optional<String> override(SettingField field) {
        return Optional.ofNullable(overrides.options().get(field));
    }

    void type(SettingField field, String text) {
        if (!draft.get().raw(field).equals(text)) {
            setDraft(draft.get().with(field, text));
        }
    }

    boolean isChanged(SettingField field) {
        return !draft.get().text(field).equals(Draft.of(baseline).text(field));
    }

    boolean isDefault(SettingField field) {
        return draft.get().text(field).equals(Draft.DEFAULTS.text(field));
    }

    void resetToDefault(SettingField field) {
        type(field, Draft.DEFAULTS.text(field));
    }

    void choose(Theme theme) {
        settings.change(s -> s.withTheme(theme));
    }

    void setFontPercent(int percent) {
        settings.change(s -> s.withFontPercent(percent));
    }

    /// Puts back what is stored.
    void revert() {
        setDraft(Draft.of(baseline));
    }

    /// Looks at the certificate files again: they may have been replaced.
    void readFilesAgain() {
        if (!reading) {
            draft.get().tlsPaths().ifPresent(this::read);
        }
    }

    /// Stores the draft, after a start with it where the node is concerned. Does nothing while it can't be applied.
    void apply() {
        if (!(pending.get() instanceof Pending.Ready(Effect effect))) {
            return;
        }
        NodeConfig config = check.get().config().orElseThrow();
        switch (effect) {
            case NONE, LATER -> store(config);
            case RESTART, START -> start(config);
        }
    }

    /// Starts the node again with the settings that failed: their cause may be gone.
    void retry() {
        if (nodeState instanceof Failed && !applying) {
            applying = true;
            look();
            whenDone(nodes.retry());
        }
    }

    /// Gives up the draft for the settings with which the node ran last, and starts it with them.
    void backToLastWorking() {
        lastWorking.ifPresent(
                config -> {
                    setDraft(Draft.of(config));
                    start(config);
                });
    }

    private void start(NodeConfig config) {
        attempt = Optional.of(config);
        applying = true;
        look();
        whenDone(nodes.start(overrides.effect().apply(config)));
    }

    private void whenDone(CompletableFuture<NodeServiceState> start) {
        var _ =
                start.whenComplete(
                        (_, _) ->
                                ui.execute(
                                        () -> {
                                            applying = false;
                                            look();
                                        }));
    }

    private void store(NodeConfig config) {
        settings.change(s -> s.withNode(config));
    }

    /// The draft follows the store, unless it has changes of its own.
    private void storedChanged(ConsoleSettings now) {
        NodeConfig before = baseline;
        baseline = now.node();
        if (!baseline.equals(before) && draft.get().equals(Draft.of(before))) {
            setDraft(Draft.of(baseline));
        } else {
            look();
        }
    }

    private void nodeChanged(NodeServiceState state) {
        nodeState = state;
        switch (state) {
            case Running(SlimNode node) -> nowRuns(node.config());
            case Failed(NodeConfig _, NodeException problem) -> {
                boolean other = lastWorking.filter(w -> !sameNode(w, state)).isPresent();
                failure.set(
                        Optional.of(
                                new Failure(
                                        String.valueOf(problem.getMessage()),
                                        Failure.fieldOf(problem.reason()),
                                        other)));
            }
            case Starting _, Stopping _ -> {}
            case Stopped _ -> failure.set(Optional.empty());
        }
        look();
    }

    private void nowRuns(NodeConfig running) {
        failure.set(Optional.empty());
        Optional<NodeConfig> worked =
                attempt.or(() -> Optional.of(baseline)).filter(c -> inThisRun(c).equals(running));
        attempt = Optional.empty();
        worked.ifPresent(
                config -> {
                    lastWorking = worked;
                    if (!config.equals(baseline)) {
                        store(config);
                    }
                });
    }

    private boolean sameNode(NodeConfig config, NodeServiceState state) {
        return state instanceof Failed(NodeConfig tried, NodeException _)
                && inThisRun(config).equals(inThisRun(tried));
    }

    private NodeConfig inThisRun(NodeConfig config) {
        return overrides.effect().apply(config);
    }

    private void setDraft(Draft next) {
        draft.set(next);
        readFiles();
        look();
    }

    /// One reading at a time; when it is done, the paths may be others, and are read in turn.
    private void readFiles() {
        Optional<TlsPaths> paths = draft.get().tlsPaths();
        if (reading || paths.isEmpty() || report.map(TlsReport::paths).equals(paths)) {
            return;
        }
        read(paths.get());
    }

    private void read(TlsPaths paths) {
        reading = true;
        workers.execute(
                () -> {
                    TlsReport read = reader.read(paths);
                    ui.execute(
                            () -> {
                                reading = false;
                                report = Optional.of(read);
                                readFiles();
                                look();
                            });
                });
    }

    /// Works out everything that follows from the draft, the store and the node.
    private void look() {
        DraftCheck.Result result = DraftCheck.check(draft.get(), report);
        check.set(result);
        certificate.set(
                report.filter(r -> draft.get().tlsPaths().equals(Optional.of(r.paths())))
                        .flatMap(TlsReport::certificate));
        pending.set(pendingOf(result));
    }

    private Pending pendingOf(DraftCheck.Result result) {
        if (applying) {
            return new Pending.Applying();
        }
        boolean asStored = draft.get().equals(Draft.of(baseline));
        if (!result.errors().isEmpty()) {
            return new Pending.Errors(result.errors());
        }
        if (result.config().isEmpty()) {
            return asStored ? new Pending.Nothing() : new Pending.Reading();
        }
        NodeConfig config = result.config().get();
        return config.equals(baseline)
                ? new Pending.Nothing()
                : new Pending.Ready(effectOf(config));
    }

    private Effect effectOf(NodeConfig config) {
        return switch (nodeState) {
            case Running(SlimNode node) ->
                    inThisRun(config).equals(inThisRun(node.config()))
                            ? Effect.NONE
                            : Effect.RESTART;
            case Failed _ -> Effect.START;
            case Starting _, Stopping _ -> Effect.RESTART;
            case Stopped _ -> Effect.LATER;
        };
    }

    /// What there is to say about a field, the gravest first.
    List<Finding> findings(SettingField field) {
        List<Finding> all = new ArrayList<>(check.get().of(field));
        all.sort(Comparator.comparing(Finding::level));
        return all;
    }

    /// Whether any field of the section has an error.
    boolean hasErrors(Section section) {
        return check.get().errors().stream().anyMatch(f -> f.section() == section);
    }
}
