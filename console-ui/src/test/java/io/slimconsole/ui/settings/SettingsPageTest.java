package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.NodeConfig;
import io.slimconsole.node.NodeException;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.SlimNode;
import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeNode;
import io.slimconsole.ui.kit.TestPem;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.manager.ManagerState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Target;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class SettingsPageTest extends UiTest {
    private static final int TAKEN = 4711;

    /// Somewhere else to go.
    private static final class OtherScreen implements Screen {
        @Override
        public String id() {
            return "other";
        }

        @Override
        public String title() {
            return "Other";
        }

        @Override
        public Ikon icon() {
            return Feather.ACTIVITY;
        }

        @Override
        public Node content() {
            return new Label("This is something else");
        }
    }

    private final FakeDataFolder folder =
            new FakeDataFolder(Path.of("/home/operator/.local/share/slim-console"));
    private final List<SettingsScreen> made = new ArrayList<>();
    private final List<ManagerService> managers = new ArrayList<>();
    private volatile boolean portTaken = true;

    @TempDir private Path files;

    private void openIn(Theme theme) {
        openIn(theme, Overrides.NONE);
    }

    private void openIn(Theme theme, Overrides overrides) {
        open(
                new ConsoleSettings(NodeConfig.loopback(NodeConfig.DEFAULT_PORT), theme, 100),
                this::makeNode,
                context -> screens(context, overrides));
    }

    private List<Screen> screens(ConsoleContext context, Overrides overrides) {
        var screen = new SettingsScreen(context, folder, overrides, manager(context));
        made.add(screen);
        return List.of(screen, new OtherScreen());
    }

    private ManagerService manager(ConsoleContext context) {
        var manager = new ManagerService(context.channels());
        managers.add(manager);
        context.settings()
                .value()
                .subscribe(
                        now -> {
                            var _ = manager.apply(now.manager());
                        });
        return manager;
    }

    private SlimNode makeNode(NodeConfig config) {
        var node = new FakeNode(config);
        if (config.port() == TAKEN && portTaken) {
            node.failStart(
                    new NodeException(
                            NodeException.Reason.ADDRESS_IN_USE,
                            "Another program listens on 127.0.0.1:4711. Stop it, or choose another"
                                    + " port."));
        }
        NodeStatus s = node.status();
        node.setStatus(
                new NodeStatus(
                        s.state(),
                        s.address(),
                        s.startedAt(),
                        Map.of(ConnectionType.EDGE, 3),
                        s.routes(),
                        s.total(),
                        0,
                        0,
                        0,
                        0,
                        s.dropped()));
        return node;
    }

    @AfterEach
    void closeScreens() {
        made.forEach(screen -> robot().interact(screen::close));
        managers.forEach(ManagerService::close);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theChannelManagerIsSwitchedOnAndOff(Theme theme) {
        openIn(theme);
        var on = find(CheckBox.class, "manager-on");
        robot().interact(
                        () -> {
                            find(TextField.class, "manager-port").setText("0");
                            on.fire();
                        });

        Await.until(
                "it is served", () -> managers.getLast().state() instanceof ManagerState.Serving);
        Await.until(
                "it says so", () -> shownText("settings-manager").contains("Served on 127.0.0.1:"));
        assertThat(find("manager-host").isDisabled()).isTrue();
        robot().interact(() -> find("settings-go-manager").requestFocus());
        robot().interact(() -> find(Button.class, "settings-go-manager").fire());
        picture("settings-manager-" + theme.name().toLowerCase(Locale.ROOT));

        robot().interact(on::fire);
        Await.until("it is off", () -> managers.getLast().state() instanceof ManagerState.Off);
        robot().interact(
                        () -> {
                            find(TextField.class, "manager-host").setText("0.0.0.0");
                            on.fire();
                        });
        Await.until(
                "it says why it is not open to everybody",
                () -> shownText("settings-manager").contains("Choose a token file"));
        robot().interact(on::fire);
    }

    private void type(String field, String text) {
        robot().interact(() -> find(TextField.class, "setting-" + field).setText(text));
    }

    private void goTo(String section) {
        robot().interact(() -> find(Button.class, "settings-go-" + section).fire());
    }

    private String pending() {
        return String.join(
                " ",
                robot().lookup("#settings-pending .label").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .toList());
    }

    private boolean canApply() {
        return !find("settings-apply").isDisabled();
    }

    private void pictures(String state, Theme theme) {
        String name = "settings-" + state + "-" + theme.name().toLowerCase(Locale.ROOT);
        picture(name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void everySectionIsWholeInBothThemesAndSizes(Theme theme) {
        openIn(theme);

        pictures("top", theme);
        goTo("tls");
        pictures("tls", theme);
        goTo("limits");
        pictures("limits", theme);
        resize(900, 600);
        goTo("general");
        pictures("top-small", theme);
        goTo("limits");
        pictures("limits-small", theme);

        assertThat(pending()).isEqualTo("All changes are saved.");
        assertThat(canApply()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void errorsAndWarningsStandBesideTheirFields(Theme theme) {
        openIn(theme);

        type("host", "0.0.0.0");
        type("port", "http");
        type("node-id", "");
        type("queue-size", "1 MiB");
        type("message-size", "5 MB");
        goTo("node");
        pictures("errors", theme);
        resize(900, 600);
        goTo("limits");
        pictures("errors-small", theme);

        assertThat(textOf("finding-port")).startsWith("Write a whole number from 0 to 65535");
        assertThat(textOf("finding-host")).contains("not encrypted");
        assertThat(pending()).isEqualTo("To apply, correct these 3:");
        assertThat(canApply()).isFalse();

        robot().interact(() -> find(Hyperlink.class, "settings-error-port").fire());
        assertThat(stage().getScene().getFocusOwner()).isEqualTo(find("setting-port"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aChosenCertificateIsShown(Theme theme) {
        var pem = new TestPem(files);
        var keys = TestPem.ecKeys();
        openIn(theme);

        robot().interact(() -> find(CheckBox.class, "setting-tls").setSelected(true));
        type(
                "certificate",
                pem.certificate("node.pem", keys, Instant.now(), Duration.ofDays(20)).toString());
        type("private-key", pem.key("node-key.pem", keys).toString());
        Await.untilAsserted(() -> assertThat(isShown("certificate-subject")).isTrue());
        Await.until("read", this::canApply);
        goTo("tls");
        pictures("certificate", theme);
        resize(900, 600);
        goTo("tls");
        pictures("certificate-small", theme);
        type("private-key", pem.key("other-key.pem", TestPem.ecKeys()).toString());
        Await.until(
                "refused",
                () ->
                        isShown("finding-private-key")
                                && textOf("finding-private-key").contains("another"));

        assertThat(textOf("certificate-names")).isEqualTo("node.example.org, 127.0.0.1");
        assertThat(textOf("finding-certificate")).startsWith("Expires in 19 d");
        assertThat(canApply()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void aFailedStartOffersRetryAndTheWayBack(Theme theme) {
        openIn(theme);

        robot().clickOn("#setting-port")
                .press(KeyCode.CONTROL)
                .type(KeyCode.A)
                .release(KeyCode.CONTROL);
        robot().write("4711");
        Await.until("connections", () -> pending().contains("3 connections will reconnect"));
        pictures("restart", theme);
        robot().press(KeyCode.CONTROL).type(KeyCode.S).release(KeyCode.CONTROL);
        Await.until("failed", () -> isShown("settings-failure-message"));
        pictures("failed", theme);
        resize(900, 600);
        pictures("failed-small", theme);

        assertThat(textOf("settings-failure-message")).contains("127.0.0.1:4711");
        assertThat(find(TextField.class, "setting-port").getText()).isEqualTo("4711");

        robot().clickOn("#settings-failure-back");
        Await.until("running", () -> !isShown("settings-failure-message"));
        assertThat(find(TextField.class, "setting-port").getText()).isEqualTo("46357");
        assertThat(pending()).isEqualTo("All changes are saved.");
    }

    @Test
    void ctrlEnterAppliesAndTheSettingsAreStored() {
        openIn(Theme.LIGHT);

        robot().clickOn("#setting-domain").write("factory");
        robot().press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);

        Await.until("stored", () -> settingsStore().load().node().domainName().equals("factory"));
        Await.until("said", () -> pending().equals("All changes are saved."));
    }

    @Test
    void aRetryWorksOnceTheCauseIsGone() {
        openIn(Theme.LIGHT);
        type("port", "4711");
        robot().interact(() -> find(Button.class, "settings-apply").fire());
        Await.until("failed", () -> isShown("settings-failure-message"));

        portTaken = false;
        robot().clickOn("#settings-failure-retry");

        Await.until("stored", () -> settingsStore().load().node().port() == TAKEN);
        Await.until("no failure", () -> !isShown("settings-failure-message"));
    }

    @Test
    void themeAndTextSizeCountAtOnce() {
        openIn(Theme.LIGHT);

        robot().clickOn("#theme-dark");
        robot().interact(() -> integers("font-size").setValue(150));

        Await.until(
                "stored",
                () ->
                        settingsStore().load().theme() == Theme.DARK
                                && settingsStore().load().fontPercent() == 150);
        picture("settings-150-percent");
        resize(900, 600);
        picture("settings-150-percent-small");
        robot().interact(() -> integers("font-size").setValue(200));
        resize(1280, 800);
        picture("settings-200-percent");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Integer> integers(String id) {
        return (ComboBox<Integer>) find(id);
    }

    @Test
    void optionsOfTheCommandLineAreShownAsSuch() {
        folder.chooseBy("--data-folder /srv/slim");
        openIn(Theme.LIGHT, new Overrides(Map.of(SettingField.PORT, "--port 50000"), c -> c));
        picture("settings-overridden");

        assertThat(textOf("finding-port")).contains("--port 50000");
        assertThat(textOf("finding-data-folder")).contains("--data-folder /srv/slim");
        assertThat(find("data-folder-change").isDisabled()).isTrue();
    }

    @Test
    void aPlannedMoveIsShownAndCanBeCancelled() {
        folder.planMove(Path.of("/data/slim-console"));
        openIn(Theme.LIGHT);
        picture("settings-move");

        robot().clickOn("#data-folder-cancel");

        Await.until("cancelled", () -> folder.planned().isEmpty());
        Await.until("gone", () -> !isShown("data-folder-cancel"));
    }

    @Test
    void everyFieldIsReachedByTabAndScrolledIntoSight() {
        openIn(Theme.LIGHT);
        resize(900, 600);
        robot().interact(() -> find("setting-host").requestFocus());
        var reached = new ArrayList<String>();

        for (int i = 0; i < 40 && !reached.contains("setting-slow-receiver"); i++) {
            Node focused = stage().getScene().getFocusOwner();
            if (String.valueOf(focused.getId()).startsWith("setting-")) {
                reached.add(focused.getId());
                assertThat(visibleInScroll(focused)).as(focused.getId()).isTrue();
            }
            robot().type(KeyCode.TAB);
        }

        assertThat(reached)
                .containsSubsequence(
                        "setting-host",
                        "setting-port",
                        "setting-node-id",
                        "setting-domain",
                        "setting-header-mac",
                        "setting-tls",
                        "setting-connections",
                        "setting-subscriptions-per-connection",
                        "setting-subscriptions",
                        "setting-message-size",
                        "setting-queue-size",
                        "setting-negotiation-time",
                        "setting-slow-receiver");
    }

    private boolean visibleInScroll(Node node) {
        var view = find(ScrollPane.class, "settings-scroll");
        var frame = view.localToScene(view.getLayoutBounds());
        return frame.contains(node.localToScene(node.getLayoutBounds()));
    }

    @Test
    void aLabelsMnemonicGoesToItsField() {
        openIn(Theme.LIGHT);

        robot().press(KeyCode.ALT).type(KeyCode.P).release(KeyCode.ALT);

        assertThat(stage().getScene().getFocusOwner()).isEqualTo(find("setting-port"));
    }

    @Test
    void aLinkOpensItsSection() {
        openIn(Theme.LIGHT);

        robot().interact(() -> context().navigation().reveal(new Target.OfSettings("limits")));

        Await.until("in sight", () -> visibleInScroll(find("setting-connections")));
    }

    @Test
    void whatIsTypedIsStillThereAfterALookElsewhere() {
        openIn(Theme.LIGHT);
        type("port", "46400");
        type("host", "not an address");
        String before = pending();
        ConsoleSettings stored = settingsStore().load();

        robot().clickOn("#nav-other");
        boolean gone = !isShown("settings-pending");
        robot().clickOn("#nav-settings");

        assertThat(gone).isTrue();
        assertThat(find(TextField.class, "setting-port").getText()).isEqualTo("46400");
        assertThat(find(TextField.class, "setting-host").getText()).isEqualTo("not an address");
        assertThat(pending()).isEqualTo(before).isNotEmpty();
        assertThat(canApply()).isFalse();
        assertThat(settingsStore().load()).isEqualTo(stored);
    }

    @Test
    void theNavigationMarksWhatIsNotApplied() {
        openIn(Theme.DARK);
        var item = find(Button.class, "nav-settings");
        boolean before = isShown("nav-mark-settings");

        type("port", "46400");
        Await.until("marked", () -> isShown("nav-mark-settings"));
        picture("settings-marked-dark");
        String said = item.getAccessibleText();
        robot().interact(() -> find(Button.class, "settings-revert").fire());

        Await.until("no longer marked", () -> !isShown("nav-mark-settings"));
        assertThat(before).isFalse();
        assertThat(said).isEqualTo("Settings: changes not applied");
        assertThat(item.getAccessibleText()).isEqualTo("Settings");
    }
}
