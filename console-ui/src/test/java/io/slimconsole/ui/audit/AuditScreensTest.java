package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.Notification;

import io.slimconsole.persistence.Theme;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.Verification;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.kit.UiTest;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class AuditScreensTest extends UiTest {
    private FakeAuditLog audit = FakeAuditLog.of(0, 0);

    private void openIn(Theme theme, String screen) {
        setAudit(audit);
        open(theme, AuditScreens::of);
        robot().interact(() -> context().navigation().open(screen));
    }

    private void openWith(long messages, long activity, String screen) {
        audit = FakeAuditLog.of(messages, activity);
        openIn(Theme.LIGHT, screen);
        rows(screen, (int) (screen.equals("messages") ? messages : activity));
    }

    private void rows(String screen, int count) {
        Await.until(count + " rows", () -> table(screen).getItems().size() == count);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private TableView<?> table(String screen) {
        return find(TableView.class, screen + "-table");
    }

    private void type(String screen, String filter) {
        robot().interact(() -> find(TextField.class, screen + "-filter").setText(filter));
    }

    private void select(String screen, int row) {
        robot().interact(
                        () -> {
                            table(screen).getSelectionModel().clearAndSelect(row);
                            table(screen).requestFocus();
                        });
    }

    private int selected(String screen) {
        return table(screen).getSelectionModel().getSelectedIndex();
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoMessagesAndFiveInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme, "messages");
        Await.until("empty", () -> isShown("state-message"));
        picture("messages-0-" + name);

        audit.messages().grow(5);
        rows("messages", 5);
        picture("messages-5-" + name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsAMillionMessagesInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        audit = FakeAuditLog.of(1_000_000, 0);
        audit.setRate(120);
        openIn(theme, "messages");
        rows("messages", 1_000_000);
        Await.until("rate", () -> textOf("messages-rate").startsWith("120"));
        picture("messages-many-" + name);
        select("messages", 4);
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("message-detail"));
        picture("messages-many-detail-" + name);
        type("messages", "outcome:failed siez:>3");
        Await.until("problem", () -> isShown("messages-problem"));
        resize(900, 600);
        picture("messages-many-small-" + name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsNoActivityAndFiveInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        openIn(theme, "activity");
        Await.until("empty", () -> isShown("state-message"));
        picture("activity-0-" + name);

        audit.activity().grow(5);
        rows("activity", 5);
        picture("activity-5-" + name);
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void showsManyActivitiesInBothThemes(Theme theme) {
        String name = theme.name().toLowerCase(Locale.ROOT);
        audit = FakeAuditLog.of(0, 90_000);
        openIn(theme, "activity");
        rows("activity", 90_000);
        picture("activity-many-" + name);
        type("activity", "kind:operator actor:operator");
        Await.until("operator's", () -> table("activity").getItems().size() < 10_000);
        select("activity", 1);
        robot().type(KeyCode.ENTER);
        Await.until("change", () -> isShown("activity-change"));
        picture("activity-change-" + name);
        resize(900, 600);
        picture("activity-change-small-" + name);
    }

    @Test
    void newMessagesComeAtTheTopUntilSomebodyReadsFurtherDown() {
        openWith(10_000, 0, "messages");
        audit.messages().grow(10_050);
        rows("messages", 10_050);

        robot().interact(
                        () -> {
                            table("messages").scrollTo(500);
                            // at once, as a wheel does
                            table("messages").layout();
                        });
        Await.until("paused", () -> textOf("messages-live").equals("Paused"));
        audit.messages().grow(10_368);
        Await.until("new ones", () -> textOf("messages-paused").contains("318 new"));
        assertThat(table("messages").getItems()).hasSize(10_050);
        picture("messages-paused");

        robot().interact(() -> table("messages").requestFocus());
        robot().type(KeyCode.SPACE);
        rows("messages", 10_368);
        assertThat(textOf("messages-live")).isEqualTo("Live");
    }

    @Test
    void tenMillionAreReachedPartByPart() {
        audit = FakeAuditLog.of(10_000_000, 0);
        openIn(Theme.LIGHT, "messages");
        rows("messages", 1_000_000);
        assertThat(textOf("messages-part-which")).startsWith("1 to 1\u202f000\u202f000 of 10");
        assertThat(find(Button.class, "messages-newer").isDisabled()).isTrue();
        robot().interact(() -> table("messages").scrollTo(500_000));
        Await.until("paused", () -> textOf("messages-live").equals("Paused"));
        robot().interact(() -> table("messages").scrollTo(999_999));
        Await.until("read", () -> shownText("messages-table").contains("9\u202f000\u202f001"));
        picture("messages-part-end");

        robot().clickOn("#messages-older");
        Await.until("older", () -> textOf("messages-part-which").startsWith("1\u202f000\u202f001"));
        assertThat(shownText("messages-table")).contains("9\u202f000\u202f000");
        assertThat(textOf("messages-live")).isEqualTo("Paused");
        picture("messages-part-older");

        robot().clickOn("#messages-newer");
        Await.until("newer", () -> textOf("messages-part-which").startsWith("1 to"));
        Await.until("its end", () -> shownText("messages-table").contains("9\u202f000\u202f001"));
    }

    @Test
    void aMistakeInTheFilterIsSaidAtOnceAndTheRowsStay() {
        openWith(1_000, 0, "messages");

        type("messages", "outcome:fialed");

        Await.until("problem", () -> isShown("messages-problem"));
        assertThat(textOf("messages-problem")).contains("“failed”");
        assertThat(table("messages").getItems()).hasSize(1_000);
        type("messages", "outcome:failed");
        rows("messages", 111);
        assertThat(isShown("messages-problem")).isFalse();
    }

    @Test
    void whereNothingMatchesTheFilterCanBeCleared() {
        openWith(1_000, 0, "messages");

        type("messages", "from:nobody/here/*");

        Await.until("no match", () -> isShown("state-message"));
        assertThat(shownText("state-message")).contains("None of 1\u202f000 messages match");
        robot().interact(() -> find("messages-table").requestFocus());
        robot().type(KeyCode.ESCAPE);
        rows("messages", 1_000);
    }

    @Test
    void aMessageIsFollowedThroughItsHops() {
        openWith(1_000, 0, "messages");
        select("messages", 3);
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("follow-message"));

        robot().clickOn("#follow-message");

        assertThat(find(TextField.class, "messages-filter").getText())
                .matches("session:\\d+ message:\\d+");
        Await.until("its hops", () -> table("messages").getItems().size() < 5);
    }

    @Test
    void anEntryIsCopiedAsJson() {
        openWith(100, 0, "messages");
        select("messages", 0);

        robot().press(KeyCode.CONTROL, KeyCode.C).release(KeyCode.C, KeyCode.CONTROL);

        Await.until(
                "copied",
                () ->
                        WaitForAsyncUtils.waitForAsyncFx(
                                5_000, () -> Clipboard.getSystemClipboard().hasString()));
        String copied =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000, () -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).contains("\"sequence\": 100").contains("\"outcome\"");
    }

    @Test
    void aTimeIsChosenOnTheTimelineAndLetGoOf() {
        openWith(1_000, 0, "messages");
        Bounds chart =
                WaitForAsyncUtils.waitForAsyncFx(
                        5_000,
                        () -> {
                            Node node = find("messages-timeline");
                            return node.localToScreen(node.getBoundsInLocal());
                        });
        double y = chart.getMinY() + 30;

        robot().moveTo(chart.getMinX() + 300, y)
                .press(MouseButton.PRIMARY)
                .moveTo(chart.getMinX() + 420, y);
        picture("messages-timeline-choosing");
        robot().release(MouseButton.PRIMARY);

        Await.until("fewer", () -> table("messages").getItems().size() < 200);
        assertThat(textOf("messages-period")).contains("–");
        picture("messages-timeline-chosen");
        robot().interact(() -> find("messages-table").requestFocus());
        robot().type(KeyCode.ESCAPE);
        rows("messages", 1_000);
    }

    @Test
    void theTimelineIsWorkedWithTheKeyboardToo() {
        openWith(1_000, 0, "messages");
        robot().interact(() -> find("messages-timeline").requestFocus());

        robot().type(KeyCode.LEFT);
        robot().press(KeyCode.SHIFT)
                .type(KeyCode.LEFT, KeyCode.LEFT, KeyCode.LEFT)
                .release(KeyCode.SHIFT);
        robot().type(KeyCode.ENTER);

        Await.until("fewer", () -> table("messages").getItems().size() < 200);
    }

    @Test
    void aFilterIsSavedRenamedAndDeletedWithUndo() {
        openWith(1_000, 0, "messages");
        type("messages", "outcome:failed");
        rows("messages", 111);
        robot().clickOn("#messages-saved");
        robot().clickOn("#messages-saved-manage");
        Await.until("pane", () -> isShown("saved-name"));

        robot().interact(() -> find(TextField.class, "saved-name").setText("Lost messages"));
        robot().clickOn("#saved-save");

        assertThat(shownText("saved-filters")).contains("Lost messages");
        picture("messages-saved");
        assertThat(uiState().get("messages.saved-filters"))
                .contains("Lost messages\toutcome:failed");
        type("messages", "");
        rows("messages", 1_000);
        robot().clickOn("Lost messages");
        rows("messages", 111);
    }

    @Test
    void aVerificationThatFindsSomethingLeadsToIt() {
        audit = FakeAuditLog.of(1_000, 50);
        audit.setFaults(
                List.of(
                        new Verification.Fault(
                                "messages",
                                711,
                                "its destination was changed after it was written")));
        openIn(Theme.LIGHT, "messages");
        rows("messages", 1_000);

        robot().clickOn("#messages-verify");

        Await.until("found", () -> isShown("state-banner"));
        picture("messages-fault");
        Node button = find("state-banner").lookup(".button");
        audit.messages().grow(1_001);
        rows("messages", 1_001);
        assertThat(find("state-banner").lookup(".button"))
                .as("a click on a button that is made anew would be lost")
                .isSameAs(button);
        robot().clickOn(button);
        Await.until("in sight", () -> selected("messages") == 1_001 - 711);
    }

    @Test
    void whereAllIsAsItWasWrittenThatIsSaid() {
        openWith(1_000, 50, "activity", 50);

        robot().clickOn("#activity-verify");

        Await.until("said", () -> toasts().contains("All 1\u202f050 entries"));
    }

    private String toasts() {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () ->
                        ((VBox) find("toasts"))
                                .getChildren().stream()
                                        .map(t -> ((Notification) t).getMessage())
                                        .collect(Collectors.joining("\n")));
    }

    private void openWith(long messages, long activity, String screen, int rows) {
        audit = FakeAuditLog.of(messages, activity);
        openIn(Theme.LIGHT, screen);
        rows(screen, rows);
    }

    @Test
    void theExportSaysWhatItWillWrite() {
        openWith(1_000, 0, "messages");
        type("messages", "outcome:failed");
        rows("messages", 111);

        robot().press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);

        Await.until("pane", () -> isShown("export-what"));
        assertThat(textOf("export-what")).isEqualTo("Writes all 111 entries that are shown.");
        picture("messages-export");
    }

    @Test
    void whatIsNotRecordedIsSaidWithTheWayToTheSettings() {
        audit = FakeAuditLog.of(0, 0);
        audit.rules(
                new AuditRules(
                        new Recording.Off(),
                        List.of(),
                        AuditRules.DEFAULTS.activity(),
                        Set.of(),
                        AuditRules.DEFAULTS.keepMessages(),
                        AuditRules.DEFAULTS.keepActivity()));
        openIn(Theme.LIGHT, "messages");
        Await.until("off", () -> isShown("state-message"));
        assertThat(shownText("state-message")).contains("Messages are not recorded");
        picture("messages-off");

        audit.messages().grow(3);
        Await.until("banner", () -> isShown("state-banner"));
        assertThat(shownText("state-banner")).contains("recorded before");
    }

    @Test
    void troubleIsSaidAboveTheRowsAndInTheStatusBar() {
        openWith(1_000, 0, "messages");

        audit.setTrouble(
                Optional.of(
                        new AuditStatus.Trouble(
                                "the disk is full. Make room on it.", Instant.now())));

        Await.until("banner", () -> isShown("state-banner"));
        assertThat(shownText("state-banner")).contains("the disk is full");
        Await.until("status", () -> textOf("status-audit").equals("recording fails"));
        picture("messages-trouble");
        audit.setTrouble(Optional.empty());
        Await.until("well again", () -> !isShown("state-banner"));
    }
}
