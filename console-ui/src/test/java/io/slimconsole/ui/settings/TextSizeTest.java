package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.overview.OverviewScreen;
import io.slimconsole.ui.overview.SampleTraffic;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import javafx.scene.Node;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The whole window with text of every size, in little room.
final class TextSizeTest extends UiTest {
    /// Never runs.
    private static final class NoSamples implements SampleTraffic {
        @Override
        public boolean running() {
            return false;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    private final List<Runnable> made = new ArrayList<>();

    private List<Screen> screens(ConsoleContext context) {
        var overview = new OverviewScreen(context, new NoSamples());
        var manager = new ManagerService(context.channels());
        var settings =
                new SettingsScreen(
                        context,
                        new FakeDataFolder(Path.of("/home/operator/.local/share/slim-console")),
                        Overrides.NONE,
                        manager);
        made.addAll(List.<Runnable>of(overview::close, settings::close, manager::close));
        return List.of(overview, settings);
    }

    @AfterEach
    void closeScreens() {
        made.forEach(robot()::interact);
    }

    @ParameterizedTest
    @CsvSource({"80,LIGHT", "100,DARK", "150,DARK", "200,LIGHT", "200,DARK"})
    void theStateOfTheNodeIsNeverCut(int percent, Theme theme) {
        open(
                ConsoleSettings.defaults()
                        .withNode(node().config())
                        .withTheme(theme)
                        .withFontPercent(percent),
                _ -> node(),
                this::screens);
        resize(900, 600);
        Await.until("address", () -> textOf("status-address").equals("127.0.0.1:46357"));
        String name = percent + "-" + theme.name().toLowerCase(Locale.ROOT);

        picture("size-overview-" + name);
        robot().interact(() -> context().navigation().open("settings"));
        picture("size-settings-" + name);
        String drawn = robot().lookup("#node-state .text").queryAs(Text.class).getText();
        double lower = rightEdge("status-age");
        resize(760, 600);
        String drawnInLess = robot().lookup("#node-state .text").queryAs(Text.class).getText();
        double end = rightEdge("open-keys");

        assertThat(List.of(drawn, drawnInLess)).containsOnly("Node running");
        assertThat(end).as("the last button's right edge").isLessThanOrEqualTo(760);
        assertThat(lower).as("the age's right edge").isLessThanOrEqualTo(900);
    }

    private double rightEdge(String id) {
        Node node = find(id);
        return node.localToScene(node.getLayoutBounds()).getMaxX();
    }
}
