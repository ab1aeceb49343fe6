package io.slimconsole.ui.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.persistence.Theme;
import io.slimconsole.persistence.VaultResult;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.NoAuditLog;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.FxThread;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.node.NodeService;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ConsoleChannels;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.CurrentSettings;
import io.slimconsole.ui.shell.Navigation;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Shell;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A journey through the real window, on a platform without display.
///
/// A test calls [#open] with a theme and its screens, then acts with [#robot]. Afterwards it fails if the style
/// sheets caused a warning, or if anything threw that nobody caught.
public abstract class UiTest {
    /// The screen of the headless platform ends at 1000 pixels, and what reaches below throws; so windows start in
    /// its corner.
    private static final double WIDTH = 1280;

    private static final double HEIGHT = 800;

    /// The first window of a run loads the toolkit, the theme and most of the console's classes.
    private static final int FIRST_WINDOW_MILLIS = 60_000;

    private final FxRobot robot = new FxRobot();
    private final List<String> cssWarnings = Collections.synchronizedList(new ArrayList<>());
    private final List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
    private final Logger cssLogger = Logger.getLogger("javafx.css");
    private final Handler cssHandler = new Recording(cssWarnings);
    private final InMemoryUiState uiState = new InMemoryUiState();
    private InMemorySettings settingsStore = new InMemorySettings(ConsoleSettings.defaults());
    private FakeNode node = new FakeNode();
    private Stage stage;
    private Shell shell;
    private NodeService nodes;
    private ConsoleChannels ownChannels;
    private Channels channels;
    private AuditLog audit = new NoAuditLog("Nothing is saved in this test.", Instant.EPOCH);
    private ConsoleContext context;

    /// Before the test object is made, so that its fields may be controls.
    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    final void watchForTrouble() throws Exception {
        cssLogger.addHandler(cssHandler);
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    HeadlessMouseFix.install();
                    Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.add(e));
                });
    }

    @AfterEach
    final void closeAndCheck() throws Exception {
        if (shell != null) {
            WaitForAsyncUtils.waitForAsyncFx(20_000, this::closeShell);
        }
        if (nodes != null) {
            ownChannels.close();
            nodes.close();
        }
        FxToolkit.hideStage();
        FxToolkit.cleanupStages();
        WaitForAsyncUtils.waitForFxEvents();
        cssLogger.removeHandler(cssHandler);
        Thread.setDefaultUncaughtExceptionHandler(null);
        assertThat(uncaught).as("exceptions that nobody caught").isEmpty();
        assertThat(cssWarnings).as("warnings of the style sheets").isEmpty();
    }

    /// The node that [#open] starts; set it up before or after.
    protected final FakeNode node() {
        return node;
    }

    /// Lets [#open] start another node.
    protected final void setNode(FakeNode other) {
        node = other;
    }

    /// Lets [#open] show these channels; without, there are real ones that have no identity yet.
    protected final void setChannels(Channels other) {
        channels = other;
    }

    /// Lets [#open] show this log; without, there is one that records nothing.
    protected final void setAudit(AuditLog other) {
        audit = other;
    }

    protected final FxRobot robot() {
        return robot;
    }

    protected final Stage stage() {
        return stage;
    }

    protected final ConsoleContext context() {
        return context;
    }

    protected final InMemoryUiState uiState() {
        return uiState;
    }

    protected final InMemorySettings settingsStore() {
        return settingsStore;
    }

    /// Opens the window with [#node] running.
    ///
    /// @param screens made on the JavaFX application thread
    protected final void open(Theme theme, Function<ConsoleContext, List<Screen>> screens) {
        FakeNode first = node;
        open(
                ConsoleSettings.defaults().withNode(first.config()).withTheme(theme),
                config -> config.equals(first.config()) ? first : new FakeNode(config),
                screens);
    }

    /// Opens the window and starts a node of `factory` as `settings` say.
    protected final void open(
            ConsoleSettings settings,
            Function<NodeConfig, SlimNode> factory,
            Function<ConsoleContext, List<Screen>> screens) {
        settingsStore = new InMemorySettings(settings);
        nodes = new NodeService(factory);
        var vault = new VaultResult.Opened(new InMemoryVault());
        ownChannels =
                ConsoleChannels.open(
                        nodes, new InMemorySessionStore(), () -> vault, InstantSource.system());
        Channels used = channels == null ? ownChannels : channels;
        nodes.start(settings.node()).join();
        WaitForAsyncUtils.waitForAsyncFx(
                FIRST_WINDOW_MILLIS,
                () -> {
                    var overlay = new Overlay();
                    var ui = new FxThread();
                    var tasks = new TaskRunner(ui);
                    context =
                            new ConsoleContext(
                                    nodes,
                                    used,
                                    audit,
                                    () -> 1,
                                    new CurrentSettings(settings, settingsStore, tasks, overlay),
                                    uiState,
                                    Path.of("/home/operator/.local/share/slim-console"),
                                    ui,
                                    tasks,
                                    overlay,
                                    overlay,
                                    overlay,
                                    new Actions(),
                                    new Navigation(),
                                    Clock.systemUTC());
                    shell = new Shell(stage, context, overlay, screens.apply(context));
                    shell.show();
                    stage.setX(0);
                    stage.setY(0);
                    stage.setWidth(WIDTH);
                    stage.setHeight(HEIGHT);
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    /// Closes the window's shell before the test's end, on the JavaFX application thread; the stage stays.
    protected final void closeShell() {
        shell.close();
        shell = null;
    }

    protected final void resize(double width, double height) {
        robot.interact(
                () -> {
                    stage.setWidth(width);
                    stage.setHeight(height);
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    protected final void picture(String name) {
        Screenshots.take(stage.getScene(), name);
    }

    /// What is under `id`, or a failure that names it.
    protected final Node find(String id) {
        // the scene graph belongs to the JavaFX application thread: a walk beside it meets lists
        // that change
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> robot.lookup("#" + id).<Node>query());
    }

    protected final <N extends Node> N find(Class<N> type, String id) {
        return type.cast(find(id));
    }

    protected final boolean isShown(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> robot.lookup("#" + id).tryQuery().filter(Node::isVisible).isPresent());
    }

    protected final String textOf(String id) {
        return find(Labeled.class, id).getText();
    }

    /// All words under `id`, a line for each label, button and link.
    protected final String shownText(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    List<String> lines = new ArrayList<>();
                    collectText(find(id), lines);
                    return String.join("\n", lines);
                });
    }

    private static void collectText(Node node, List<String> lines) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            lines.add(labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collectText(child, lines));
        }
    }

    private static final class Recording extends Handler {
        private final List<String> messages;

        Recording(List<String> messages) {
            this.messages = messages;
        }

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
