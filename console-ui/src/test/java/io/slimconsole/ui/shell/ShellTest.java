package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.node.NodeServiceState;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class ShellTest extends UiTest {
    /// A screen that remembers what the window told it.
    private static final class RecordingScreen implements Screen {
        private final String id;
        private final Ikon icon;
        private final TextField filter = new TextField();
        private final List<String> told = new ArrayList<>();

        RecordingScreen(String id, Ikon icon) {
            this.id = id;
            this.icon = icon;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        }

        @Override
        public Ikon icon() {
            return icon;
        }

        @Override
        public Node content() {
            told.add("content");
            filter.setId(id + "-filter");
            return new VBox(filter, new Label("This is " + id));
        }

        @Override
        public void shown() {
            told.add("shown");
        }

        @Override
        public void hidden() {
            told.add("hidden");
        }

        @Override
        public Optional<TextInputControl> filterField() {
            return Optional.of(filter);
        }

        @Override
        public boolean escape() {
            boolean any = !filter.getText().isEmpty();
            filter.clear();
            return any;
        }

        @Override
        public boolean reveal(Target target) {
            told.add("reveal " + target);
            return true;
        }
    }

    private final RecordingScreen routes = new RecordingScreen("routes", Feather.SHARE_2);
    private final RecordingScreen clients = new RecordingScreen("clients", Feather.MONITOR);
    private final RecordingScreen settings = new RecordingScreen("settings", Feather.SETTINGS);

    private void openIn(Theme theme) {
        open(theme, _ -> List.of(routes, clients, settings));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theFrameIsQuietAndWholeInBothThemes(Theme theme) {
        openIn(theme);
        String name = theme.name().toLowerCase(Locale.ROOT);

        Await.until("status", () -> textOf("status-address").equals("127.0.0.1:46357"));
        picture("shell-" + name);
        robot().press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        robot().write("node");
        picture("shell-palette-" + name);
        robot().type(KeyCode.ESCAPE).type(KeyCode.F1);
        picture("shell-keys-" + name);
        robot().type(KeyCode.ESCAPE);
        robot().interact(() -> context().toasts().success("Copied address"));
        robot().interact(
                        () ->
                                context()
                                        .toasts()
                                        .error("The port 46357 is taken by another program."));
        resize(900, 600);
        picture("shell-small-" + name);

        assertThat(isShown("rail")).isTrue();
    }

    @Test
    void onlyTheScreenInSightIsShown() {
        openIn(Theme.LIGHT);

        robot().clickOn("#nav-clients");
        robot().press(KeyCode.CONTROL).type(KeyCode.DIGIT1).release(KeyCode.CONTROL);

        assertThat(routes.told).containsExactly("content", "shown", "hidden", "shown");
        assertThat(clients.told).containsExactly("content", "shown", "hidden");
        assertThat(settings.told).isEmpty();
    }

    @Test
    void aMinimisedWindowSamplesNothing() {
        openIn(Theme.LIGHT);

        robot().interact(() -> stage().setIconified(true));
        robot().interact(() -> stage().setIconified(false));

        assertThat(routes.told).containsExactly("content", "shown", "hidden", "shown");
    }

    @Test
    void altLeftGoesBackAndAltRightForward() {
        openIn(Theme.LIGHT);
        robot().interact(() -> context().navigation().open("clients"));

        robot().press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        var back = context().navigation().current().get().screen();
        robot().press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        var forward = context().navigation().current().get().screen();

        assertThat(List.of(back, forward)).containsExactly("routes", "clients");
    }

    @Test
    void slashGoesToTheFilterAndIsTypedOnceThere() {
        openIn(Theme.LIGHT);
        robot().interact(() -> find("screen").requestFocus());

        robot().write("/org/x");

        assertThat(routes.filter.getText()).isEqualTo("org/x");
    }

    @Test
    void escapeClearsTheFilter() {
        openIn(Theme.LIGHT);
        robot().press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        robot().write("org");

        robot().type(KeyCode.ESCAPE);

        assertThat(routes.filter.getText()).isEmpty();
    }

    @Test
    void thePaletteRunsACommandByItsName() {
        openIn(Theme.LIGHT);

        robot().press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        robot().write("open clients");
        robot().type(KeyCode.ENTER);

        assertThat(context().navigation().current().get().screen()).isEqualTo("clients");
    }

    @Test
    void theTextGrowsAndTheSizeIsKept() {
        openIn(Theme.LIGHT);

        robot().press(KeyCode.CONTROL).type(KeyCode.EQUALS).release(KeyCode.CONTROL);

        Await.until("saved", () -> settingsStore().load().fontPercent() == 110);
        picture("shell-110-percent");
    }

    @Test
    void theThemeIsChosenInThePaletteAndKept() {
        openIn(Theme.LIGHT);

        robot().press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
        robot().write("theme: dark");
        robot().type(KeyCode.ENTER);

        Await.until("saved", () -> settingsStore().load().theme() == Theme.DARK);
    }

    @Test
    void theWindowOpensWithTheViewThatWasOpen() {
        uiState().put("window.view", "clients");

        openIn(Theme.LIGHT);

        assertThat(context().navigation().current().get().screen()).isEqualTo("clients");
    }

    @Test
    void theNodeIsStoppedAndStartedFromThePill() {
        openIn(Theme.LIGHT);

        robot().clickOn("#node-state").clickOn("#node-stop");
        Await.until("stopped", () -> context().nodes().state() instanceof NodeServiceState.Stopped);
        Await.until("shown", () -> textOf("node-state").equals("Node stopped"));
        robot().clickOn("#node-state").clickOn("#node-start");

        Await.until("running", () -> textOf("node-state").equals("Node running"));
    }

    @Test
    void aClosedWindowHearsNothingAnyMore() {
        openIn(Theme.LIGHT);
        var nav = find("nav-clients");
        var sheets = List.copyOf(stage().getScene().getStylesheets());
        robot().interact(this::closeShell);
        List<String> told = List.copyOf(routes.told);
        var taskMayEnd = new CountDownLatch(1);

        robot().interact(
                        () -> {
                            stage().setIconified(true);
                            stage().setIconified(false);
                            stage().hide();
                            stage().show();
                            context().navigation().open("clients");
                            context().settings().change(s -> s.withTheme(Theme.DARK));
                            context()
                                    .tasks()
                                    .run(
                                            "waiting",
                                            _ -> taskMayEnd.await(20, TimeUnit.SECONDS),
                                            _ -> {},
                                            _ -> {});
                        });
        var tasksShown = robot().lookup("#status-tasks .label").queryAll();
        taskMayEnd.countDown();

        assertThat(routes.told).isEqualTo(told);
        assertThat(clients.told).isEmpty();
        assertThat(nav.getPseudoClassStates())
                .doesNotContain(PseudoClass.getPseudoClass("selected"));
        assertThat(stage().getScene().getStylesheets()).isEqualTo(sheets);
        assertThat(tasksShown).isEmpty();
        assertThat(themeItem("dark").isSelected()).isFalse();
    }

    private RadioMenuItem themeItem(String name) {
        return find(MenuButton.class, "theme").getItems().stream()
                .filter(item -> item.getId().equals("theme-" + name))
                .map(RadioMenuItem.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
