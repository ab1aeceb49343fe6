package io.slimconsole.ui.app;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Database;
import io.slimconsole.persistence.OpenResult;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.tests.kit.Png;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// The console as the launcher runs it: its own wiring, a real node, a real database, a real window. For tests that
/// drive it from outside.
public final class RunningConsole implements AutoCloseable {
    /// The headless platform's screen ends at 1000 pixels, and what reaches below throws.
    private static final double WIDTH = 1280;

    private static final double HEIGHT = 800;

    /// Pixels that are looked at, all over the window.
    private static final int SAMPLES = 101;

    private final FxRobot robot = new FxRobot();
    private final ChosenFiles files = new ChosenFiles();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Thread run;
    private final Stage stage;

    private RunningConsole(Path dataFolder) throws IOException {
        SingleInstance instance =
                ((SingleInstance.Claim.First) SingleInstance.claim(dataFolder)).instance();
        var shutdown = new Shutdown(() -> {});
        shutdown.add("the claim on the data folder", instance);
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var start =
                new Start(
                        dataFolder,
                        new RunOptions(Optional.empty(), OptionalInt.empty()),
                        new Terminal(out, out),
                        shutdown,
                        SlimNode::create,
                        files::over,
                        new PlannedFolder(new DataFolder(dataFolder), dataFolder, Optional.empty()),
                        instance,
                        new UncaughtErrors());
        var window = new WindowRun(start);
        run = Thread.ofPlatform().name("console").start(window::run);
        stage = Await.value("the window", RunningConsole::window);
        WaitForAsyncUtils.waitForAsyncFx(
                Await.DEADLINE.toMillis(),
                () -> {
                    stage.setX(0);
                    stage.setY(0);
                    stage.setWidth(WIDTH);
                    stage.setHeight(HEIGHT);
                });
    }

    /// Opens the console on a folder, with `port` as the stored one and defaults for all else.
    public static RunningConsole open(Path dataFolder, int port) throws IOException {
        try (Database database = ((OpenResult.Opened) Database.open(dataFolder)).database()) {
            ConsoleSettings defaults = ConsoleSettings.defaults();
            NodeConfig node = defaults.node();
            database.settings()
                    .save(
                            defaults.withNode(
                                    new NodeConfig(
                                            node.nodeId(),
                                            node.host(),
                                            port,
                                            node.tls(),
                                            node.domainName(),
                                            node.requireHeaderMac(),
                                            node.limits())));
        }
        return reopen(dataFolder);
    }

    /// Opens the console on a folder as it is.
    public static RunningConsole reopen(Path dataFolder) throws IOException {
        try {
            FxToolkit.registerPrimaryStage();
        } catch (TimeoutException e) {
            throw new IllegalStateException("the toolkit did not start", e);
        }
        return new RunningConsole(dataFolder);
    }

    private static Optional<Stage> window() {
        return WaitForAsyncUtils.waitForAsyncFx(
                Await.DEADLINE.toMillis(),
                () ->
                        Window.getWindows().stream()
                                .filter(Window::isShowing)
                                .filter(Stage.class::isInstance)
                                .map(Stage.class::cast)
                                .filter(s -> s.getScene().lookup("#rail") != null)
                                .findFirst());
    }

    public FxRobot robot() {
        return robot;
    }

    public Scene scene() {
        return stage.getScene();
    }

    /// What the operator chooses where a file is asked for, from now on.
    public void choose(Path file) {
        files.choose(file);
    }

    /// Chooses a theme in the bar at the top, and waits until the window has it.
    public void theme(Theme theme) {
        MenuButton menu = (MenuButton) scene().lookup("#theme");
        String id = "theme-" + theme.name().toLowerCase(Locale.ROOT);
        robot.interact(
                () ->
                        menu.getItems().stream()
                                .filter(item -> id.equals(item.getId()))
                                .forEach(MenuItem::fire));
        boolean dark = theme == Theme.DARK;
        Await.until("the theme is " + theme, () -> brightness() < 0.5 == dark);
    }

    /// The port in the line that tells where the node listens; the newest one.
    public int port() {
        return Await.value(
                "the node listens",
                () ->
                        printed.toString(StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> line.contains("SLIM node listens on "))
                                .reduce((_, newer) -> newer)
                                .map(
                                        line ->
                                                Integer.parseInt(
                                                        line.substring(line.lastIndexOf(':') + 1)
                                                                .strip())));
    }

    /// All words that are shown under `id`, a line each; empty if it isn't there.
    public String shown(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                Await.DEADLINE.toMillis(),
                () -> {
                    Node node = scene().lookup("#" + id);
                    List<String> lines = new ArrayList<>();
                    if (node != null) {
                        collect(node, lines);
                    }
                    return String.join("\n", lines);
                });
    }

    /// Waits until `text` is shown under `id`.
    public void awaitShown(String id, String text) {
        Await.untilAsserted(
                () -> {
                    if (!shown(id).contains(text)) {
                        throw new AssertionError(
                                "\"%s\" is not shown in %s, but:%n%s"
                                        .formatted(text, id, shown(id)));
                    }
                });
    }

    /// Waits until `text` is shown nowhere under `id`.
    public void awaitShownNoMore(String id, String text) {
        Await.until(
                "\"%s\" is shown in %s no more".formatted(text, id),
                () -> !shown(id).contains(text));
    }

    /// How bright most of the window is, from 0 to 1: that is its background.
    public double brightness() {
        WaitForAsyncUtils.waitForFxEvents();
        return WaitForAsyncUtils.waitForAsyncFx(
                Await.DEADLINE.toMillis(),
                () -> {
                    PixelReader pixels = scene().snapshot(null).getPixelReader();
                    return IntStream.range(0, SAMPLES)
                            .mapToDouble(
                                    i ->
                                            pixels.getColor(
                                                            (int) (WIDTH * i / SAMPLES),
                                                            (int) (HEIGHT * (i * 7 % SAMPLES))
                                                                    / SAMPLES)
                                                    .getBrightness())
                            .sorted()
                            .skip(SAMPLES / 2)
                            .findFirst()
                            .orElseThrow();
                });
    }

    /// Writes a picture of the window to `target/screenshots`, for people to look at.
    public void picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        WritableImage image =
                WaitForAsyncUtils.waitForAsyncFx(
                        Await.DEADLINE.toMillis(), () -> scene().snapshot(null));
        Path file = Path.of("target", "screenshots", name + ".png");
        try {
            Files.createDirectories(file.getParent());
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                Png.write(
                        (int) image.getWidth(),
                        (int) image.getHeight(),
                        image.getPixelReader()::getArgb,
                        out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Node node, List<String> lines) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            lines.add(labeled.getText());
        }
        if (node instanceof Text text) {
            lines.add(text.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, lines));
        }
    }

    /// Closes the window, as the operator does, and waits for the end of the console.
    @Override
    public void close() {
        robot.interact(stage::close);
        try {
            run.join(Await.DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (run.isAlive()) {
            throw new IllegalStateException("the console did not end after its window was closed");
        }
    }
}
