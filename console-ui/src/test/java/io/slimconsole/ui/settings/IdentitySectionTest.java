package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.Name;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeChannels;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.sessions.ConsoleIdentity;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who the console is, where the settings ask for it.
final class IdentitySectionTest extends UiTest {
    private static final String SECRET = "a secret that all of them share: 0123456789";

    private final FakeChannels channels = new FakeChannels();
    private final List<AutoCloseable> made = new ArrayList<>();

    private void openIn(Theme theme) {
        setChannels(channels);
        open(theme, this::screens);
        robot().interact(() -> find(Button.class, "settings-go-identity").fire());
    }

    private List<Screen> screens(ConsoleContext context) {
        var manager = new ManagerService(context.channels());
        var screen =
                new SettingsScreen(
                        context,
                        new FakeDataFolder(Path.of("/home/operator/.local/share/slim-console")),
                        Overrides.NONE,
                        manager);
        made.add(() -> robot().interact(screen::close));
        made.add(manager);
        return List.of(screen);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : made) {
            each.close();
        }
    }

    private void type(String field, String text) {
        robot().interact(() -> find(TextField.class, "setting-identity-" + field).setText(text));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void anotherIdentityIsAskedAboutWhereChannelsEndByIt(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        channels.add("acme/chat/general", true, "acme/agents/alice");
        openIn(theme);
        assertThat(find("setting-identity-apply").isDisabled()).isTrue();
        picture("settings-identity-" + name);

        type("secret", "too short");
        assertThat(textOf("setting-identity-secret-finding")).contains("23 too few");
        type("name", "org/ns");
        picture("settings-identity-wrong-" + name);
        assertThat(find("setting-identity-apply").isDisabled()).isTrue();
        type("name", "org/ns/console");
        type("secret", SECRET);
        assertThat(textOf("setting-identity-secret-finding")).contains("Long enough");
        robot().interact(() -> find(Button.class, "setting-identity-apply").fire());
        Await.until("question", () -> isShown("confirm"));
        assertThat(shownText("confirm")).contains("A channel begun under the old identity");
        picture("settings-identity-question-" + name);
        assertThat(channels.identities()).isEmpty();
        robot().clickOn("#confirm-act");

        Await.until(
                "it is so",
                () -> textOf("setting-identity-outcome").contains("org/ns/console from now on"));
        picture("settings-identity-changed-" + name);
        assertThat(channels.identities())
                .containsExactly(new ConsoleIdentity(Name.parse("org/ns/console"), SECRET));
        assertThat(find(TextField.class, "setting-identity-secret").getText()).isEmpty();
    }

    @Test
    void whatCantBeIsSaidBesideTheButtonAndWhatWasTypedStays() {
        channels.refuseIdentity("The vault is locked.");
        openIn(Theme.LIGHT);
        type("secret", SECRET);

        robot().interact(() -> find(Button.class, "setting-identity-apply").fire());

        Await.until(
                "it says why",
                () ->
                        textOf("setting-identity-outcome")
                                .equals("Nothing was changed: The vault is locked."));
        assertThat(find("setting-identity-apply").isDisabled()).isFalse();
    }
}
