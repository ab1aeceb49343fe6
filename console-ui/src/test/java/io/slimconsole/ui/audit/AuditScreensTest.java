package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.kit.UiTest;

import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Locale;

final class AuditScreensTest extends UiTest {
    private FakeAuditLog audit = FakeAuditLog.of(0, 0);

    private void openIn(Theme theme, String screen) {
        setAudit(audit);
        open(theme, AuditScreens::of);
        robot().interact(() -> context().navigation().open(screen));
    }

    private void rows(String screen, int count) {
        Await.until("rows", () -> table(screen).getItems().size() == count);
    }

    private TableView<?> table(String screen) {
        return find(TableView.class, screen + "-table");
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoMessagesFiveAndManyInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme, "messages");
        Await.until("empty", () -> isShown("state-message"));
        picture("messages-0-" + name);
        audit.messages().grow(5);
        rows("messages", 5);
        picture("messages-5-" + name);
        robot().interact(() -> table("messages").getSelectionModel().select(2));
        robot().interact(table("messages")::requestFocus);
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("message-detail"));
        picture("messages-5-detail-" + name);
        audit.messages().grow(1_000_000);
        robot().interact(() -> context().actions().all());
        robot().clickOn("#messages-live");
        Await.until("rows", () -> table("messages").getItems().size() > 900_000);
        picture("messages-many-" + name);
        resize(900, 600);
        picture("messages-many-small-" + name);
        assertThat(table("messages").getItems()).isNotEmpty();
    }
}
