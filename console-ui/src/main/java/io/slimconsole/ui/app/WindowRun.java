package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.ui.audit.AuditScreens;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.FxThread;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.recording.Actor;
import io.slimconsole.ui.recording.Recorder;
import io.slimconsole.ui.samples.Samples;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.CurrentSettings;
import io.slimconsole.ui.shell.Navigation;
import io.slimconsole.ui.shell.Shell;

import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The window and the node behind it, until the window is closed or a signal ends the process.
///
/// The database opens while the toolkit is already there to ask about it; the node starts on its own thread while the
/// window is drawn.
final class WindowRun {
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);

    private final Start start;
    private final FxThread ui = new FxThread();
    private final Texts texts = Texts.of(WindowRun.class);
    private final CompletableFuture<DatabaseQuestion.Choice> ended = new CompletableFuture<>();

    /// Belongs to the JavaFX application thread.
    private @Nullable Shell shell;

    WindowRun(Start start) {
        this.start = start;
    }

    /// @return the exit code
    int run() {
        Signals.onEnd(this::end);
        start.instance().onToFront(() -> ui.execute(this::toFront));
        Optional<Stores> opened = Stores.open(start.dataFolder(), this::ask);
        if (opened.isPresent()) {
            Stores stores = opened.get();
            start.shutdown().add("the database", stores);
            ConsoleSettings settings = stores.settings().load();
            Recorder recorder = stores.recorder();
            start.shutdown().add("the recorder", recorder);
            var nodes =
                    new NodeService(
                            config -> recorder.node(start.nodes().apply(config, stores.feed())));
            recorder.follow(nodes);
            start.shutdown().add("the node", nodes);
            nodes.listen(start.terminal()::onNodeState);
            ConsoleChannels channels = stores.channels(nodes, recorder.channelEvents());
            start.shutdown().add("the channels", channels);
            var manager =
                    new ManagerService(
                            recorder.channels(channels, Actor.API), recorder.refusedCalls());
            start.shutdown().add("the channel manager", manager);
            var samples = new Samples(nodes);
            start.shutdown().add("the sample traffic", samples);
            start.shutdown().add("the window", this::close);
            // what begins by itself is no command of the operator
            var _ = nodes.start(settings.node());
            recorder.followCommands(nodes);
            ui.execute(() -> show(stores, recorder, settings, nodes, channels, manager, samples));
            ended.join();
        }
        start.shutdown().run();
        return ExitCode.OK;
    }

    private DatabaseQuestion.Choice ask(DatabaseQuestion question) {
        var answer = new CompletableFuture<DatabaseQuestion.Choice>();
        ui.execute(
                () ->
                        answer.complete(
                                new DatabaseDialog(
                                                question,
                                                Platform.getPreferences().getColorScheme())
                                        .ask()));
        return answer.applyToEither(ended, choice -> choice).join();
    }

    private void show(
            Stores stores,
            Recorder recorder,
            ConsoleSettings settings,
            NodeService nodes,
            Channels channels,
            ManagerService manager,
            Samples samples) {
        var overlay = new Overlay();
        var tasks = new TaskRunner(ui);
        var current =
                new CurrentSettings(settings, recorder.settings(stores.settings()), tasks, overlay);
        var rules = new RulesInForce(stores.audit());
        current.value()
                .subscribe(
                        now -> {
                            var _ = manager.apply(now.manager());
                            rules.apply(now.audit());
                        });
        var context =
                new ConsoleContext(
                        nodes,
                        recorder.channels(channels, Actor.OPERATOR),
                        stores.audit(),
                        stores.feed()::run,
                        current,
                        stores.uiState(),
                        start.dataFolder(),
                        ui,
                        tasks,
                        start.dialogs().apply(overlay),
                        overlay,
                        overlay,
                        new Actions(),
                        new Navigation(),
                        Clock.system(ZoneId.systemDefault()));
        var stage = new Stage();
        var window =
                new Shell(
                        stage,
                        context,
                        overlay,
                        Screens.all(
                                context,
                                recorder.samples(samples),
                                recorder.dataFolder(start.folder()),
                                start.options().overrides(),
                                manager));
        shell = window;
        stage.setOnHidden(_ -> end());
        window.show();
        start.errors().showIn(text -> ui.execute(() -> overlay.error(text)));
        tell(stores, settings.node(), overlay, context.navigation());
    }

    /// What is not as the operator may think, in the window that has just opened.
    private void tell(Stores stores, NodeConfig stored, Toasts toasts, Navigation navigation) {
        stores.notes().forEach(note -> toasts.warning(Notes.text(note, texts)));
        if (stores.audit().status().isLocked()) {
            toasts.show(
                    Toasts.Kind.WARNING,
                    texts.get("note.locked"),
                    Optional.of(
                            new Toasts.Link(
                                    texts.get("note.locked.link"),
                                    () -> navigation.open(AuditScreens.MESSAGES))));
        }
        if (!stores.saved()) {
            toasts.warning(texts.get("note.notSaved"));
        }
        NodeConfig used = start.options().over(stored);
        if (!used.equals(stored)) {
            toasts.info(
                    texts.get(
                            "note.override",
                            Addresses.of(used.host(), used.port()),
                            Addresses.of(stored.host(), stored.port())));
        }
    }

    private void toFront() {
        if (shell != null) {
            shell.toFront();
        }
    }

    private void close() throws InterruptedException {
        var closed = new CountDownLatch(1);
        ui.execute(
                () -> {
                    try {
                        if (shell != null) {
                            shell.close();
                        }
                    } finally {
                        closed.countDown();
                    }
                });
        if (!closed.await(TIME_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the window was busy for " + TIME_TO_CLOSE);
        }
    }

    /// Whatever is open then means: quit.
    private void end() {
        ended.complete(DatabaseQuestion.Choice.QUIT);
    }
}
