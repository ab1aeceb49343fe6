package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.PasswordTextField;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.shell.Target;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The audit log on the settings page: what is recorded, and its keys.
final class AuditSettingsPageTest extends UiTest {
    private final FakeAuditLog audit = FakeAuditLog.of(40_000, 12_000);
    private final List<AutoCloseable> made = new ArrayList<>();

    private void openIn(Theme theme) {
        setAudit(audit);
        open(
                theme,
                context -> {
                    var manager = new ManagerService(context.channels());
                    var screen =
                            new SettingsScreen(
                                    context,
                                    new FakeDataFolder(Path.of("/home/operator/slim-console")),
                                    Overrides.NONE,
                                    manager);
                    made.add(screen);
                    made.add(manager);
                    return List.of(screen);
                });
        robot().interact(() -> context().navigation().reveal(new Target.OfSettings("audit")));
        WaitForAsyncUtils.waitForFxEvents();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : made) {
            WaitForAsyncUtils.waitForAsyncFx(
                    5_000,
                    () -> {
                        each.close();
                        return true;
                    });
        }
    }

    private void fire(String id) {
        robot().interact(() -> find(Button.class, id).fire());
    }

    private void type(String id, String secret) {
        robot().interact(() -> find(PasswordTextField.class, id).setText(secret));
    }

    /// As somebody does who looks for it.
    private void scrollTo(String id) {
        robot().interact(
                        () -> {
                            Node node = find(id);
                            node.requestFocus();
                        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theAuditLogIsSetWithWhatItCostsBesideIt(Theme theme) {
        audit.setRate(120);
        openIn(theme);
        Await.until("cost", () -> textOf("audit-cost-messages").contains("a day"));
        picture("settings-audit-" + theme.name().toLowerCase(Locale.ROOT));
        assertThat(find(Button.class, "settings-apply").isDisabled()).isTrue();

        robot().interact(() -> find(TextField.class, "audit-age-messages").setText("soon"));
        assertThat(textOf("audit-error-messages")).contains("like 12 h or 30 d");
        assertThat(shownText("settings-pending")).contains("correct").contains("Audit log");
        assertThat(find(Button.class, "settings-apply").isDisabled()).isTrue();
        robot().interact(() -> find(TextField.class, "audit-age-messages").setText("1 h"));
        assertThat(shownText("settings-pending")).contains("changes of what is recorded");
        robot().interact(() -> find(Button.class, "settings-apply").fire());

        Await.until("asked", () -> isShown("confirm"));
        assertThat(shownText("confirm")).contains("old entries?").contains("brought back");
        picture("settings-audit-shorten-" + theme.name().toLowerCase(Locale.ROOT));
        robot().clickOn("#confirm-act");
        assertThat(context().settings().get().audit().keepMessages().age())
                .isEqualTo(Duration.ofHours(1));
        resize(900, 600);
        picture("settings-audit-small-" + theme.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void thePassphraseIsSetChangedAndTakenAway(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme);
        Await.until("keys", () -> textOf("keys-state").startsWith("Generation 1"));
        scrollTo("keys-set");
        picture("settings-keys-" + name);

        fire("keys-set");
        fire("keys-store");
        assertThat(textOf("keys-problem")).startsWith("Write a passphrase");
        type("keys-first", "open sesame");
        type("keys-second", "open sesam");
        fire("keys-store");
        assertThat(textOf("keys-problem")).contains("differ");
        scrollTo("keys-store");
        picture("settings-keys-form-" + name);
        resize(900, 600);
        scrollTo("keys-store");
        picture("settings-keys-form-small-" + name);

        robot().interact(() -> find("keys-second").requestFocus());
        type("keys-second", "open sesame");
        robot().type(KeyCode.ENTER);
        Await.until("under it", () -> !isShown("keys-form"));
        assertThat(audit.passphrase()).contains("open sesame");
        assertThat(textOf("keys-passphrase-state")).contains("waits for it");
        picture("settings-keys-protected-" + name);

        fire("keys-remove");
        Await.until("asked", () -> isShown("confirm"));
        picture("settings-keys-remove-" + name);
        robot().clickOn("#confirm-act");
        Await.until("taken away", () -> audit.passphrase().isEmpty());
        Await.until("said", () -> textOf("keys-passphrase-state").startsWith("None"));
    }

    @Test
    void rotatedKeysShowTheNewFingerprint() {
        openIn(Theme.LIGHT);
        String before = textOf("keys-fingerprint");

        fire("keys-rotate");
        Await.until("asked", () -> isShown("confirm"));
        assertThat(shownText("confirm")).contains("another fingerprint");
        picture("settings-keys-rotate");
        robot().clickOn("#confirm-act");

        Await.until("new ones", () -> textOf("keys-state").startsWith("Generation 2"));
        assertThat(textOf("keys-fingerprint")).isNotEqualTo(before);
        fire("keys-copy");
        Await.until(
                "copied",
                () ->
                        WaitForAsyncUtils.waitForAsyncFx(
                                5_000,
                                () ->
                                        audit.keys()
                                                .orElseThrow()
                                                .fingerprint()
                                                .equals(
                                                        Clipboard.getSystemClipboard()
                                                                .getString())));
    }

    @Test
    void aLockedLogIsUnlockedHereToo() {
        audit.lock("open sesame");
        openIn(Theme.LIGHT);
        assertThat(textOf("keys-state")).startsWith("Locked");
        assertThat(isShown("keys-set")).isFalse();
        scrollTo("keys-unlock-passphrase");
        picture("settings-keys-locked");

        type("keys-unlock-passphrase", "open sesame");
        fire("keys-unlock-act");

        Await.until("open", () -> textOf("keys-state").startsWith("Generation 1"));
        assertThat(isShown("keys-unlock")).isFalse();
    }
}
