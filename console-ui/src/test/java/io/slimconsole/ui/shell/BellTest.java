package io.slimconsole.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.NodeEvent;
import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.kit.Samples;
import io.slimconsole.ui.kit.UiTest;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the bell tells, and how it is used without a mouse.
final class BellTest extends UiTest {
    /// Says its name and has a field to be in.
    private record PlainScreen(String id, Ikon icon) implements Screen {
        @Override
        public String title() {
            return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        }

        @Override
        public Node content() {
            var field = new TextField();
            field.setId(id + "-field");
            return new VBox(field, new Label("This is " + id));
        }
    }

    private void openIn(Theme theme) {
        open(
                theme,
                _ ->
                        List.of(
                                new PlainScreen("overview", Feather.ACTIVITY),
                                new PlainScreen("clients", Feather.MONITOR),
                                new PlainScreen("settings", Feather.SETTINGS)));
    }

    private void refuse(String address) {
        node().emit(
                        new NodeEvent.Refused(
                                Instant.now(),
                                address,
                                CloseReason.NEGOTIATION_FAILED,
                                "no link negotiation within 5 s"));
    }

    private void makeTrouble() {
        Instant now = Instant.now();
        for (int i = 0; i < 12; i++) {
            refuse("10.1.4.7:" + (50_000 + i));
        }
        node().emit(new NodeEvent.Congested(now, new ConnectionId(7), 8_388_608));
        node().emit(
                        new NodeEvent.Disconnected(
                                now,
                                new ClosedConnection(
                                        Samples.connection(
                                                7,
                                                "acme/production-of-the-northern-plant/archive",
                                                ConnectionState.CONGESTED,
                                                now),
                                        CloseReason.TOO_SLOW,
                                        "its queue of 8.0 MiB was full for longer than 10 s",
                                        now)));
        robot().interact(
                        () ->
                                context()
                                        .toasts()
                                        .show(
                                                Toasts.Kind.INFO,
                                                "This run listens on 127.0.0.1:46357, as its"
                                                        + " options say.",
                                                Optional.empty()));
        node().emit(new NodeEvent.Stopped(now));
        Await.until("count", () -> textOf("bell-count").equals("4"));
    }

    private void pressTheKeys() {
        robot().press(KeyCode.CONTROL, KeyCode.SHIFT)
                .type(KeyCode.N)
                .release(KeyCode.SHIFT, KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private Node focusOwner() {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, () -> stage().getScene().getFocusOwner());
    }

    private ListView<?> list() {
        return find(ListView.class, "notices-list");
    }

    private List<String> texts() {
        ListView<?> list = list();
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> list.getItems().stream().map(item -> ((Notice) item).text()).toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"LIGHT", "DARK"})
    void theHistoryIsReadableInBothThemes(Theme theme) {
        openIn(theme);
        String name = theme.name().toLowerCase(Locale.ROOT);
        pressTheKeys();
        picture("bell-empty-" + name);
        assertThat(shownText("notices-none")).startsWith("Nothing to report\nRefused clients");
        robot().type(KeyCode.ESCAPE);

        makeTrouble();
        picture("bell-unread-" + name);
        pressTheKeys();
        picture("bell-open-" + name);
        resize(900, 600);
        picture("bell-open-small-" + name);
        robot().type(KeyCode.ESCAPE);
        pressTheKeys();
        picture("bell-read-small-" + name);

        assertThat(shownText("notices")).contains("12 times, last ");
    }

    @Test
    void largeTextInASmallWindowIsWhole() {
        openIn(Theme.LIGHT);
        robot().interact(() -> context().settings().change(s -> s.withFontPercent(200)));
        resize(900, 600);
        makeTrouble();

        pressTheKeys();
        picture("bell-large-text");

        Bounds box =
                WaitForAsyncUtils.waitForAsyncFx(
                        20_000,
                        () -> {
                            Node notices = find("notices");
                            return notices.localToScene(notices.getLayoutBounds());
                        });
        assertThat(box.getMinX()).isNotNegative();
        assertThat(box.getMaxX()).isLessThanOrEqualTo(900);
        assertThat(box.getMaxY()).isLessThanOrEqualTo(600);
    }

    @Test
    void theCountGoesOnceTheListWasSeen() {
        openIn(Theme.LIGHT);
        boolean before = isShown("bell-count");
        makeTrouble();

        robot().clickOn("#bell");
        boolean open = isShown("bell-count");
        robot().type(KeyCode.ESCAPE);
        Await.until("read", () -> !isShown("bell-count"));
        refuse("10.1.4.7:50999");
        Await.until("unread again", () -> isShown("bell-count"));

        assertThat(before).isFalse();
        assertThat(open).isTrue();
        assertThat(textOf("bell-count")).isEqualTo("1");
    }

    @Test
    void arrowsChooseEnterGoesThereAndTheFocusComesBack() {
        openIn(Theme.LIGHT);
        robot().clickOn("#overview-field");
        makeTrouble();

        pressTheKeys();
        Node inList = focusOwner();
        robot().type(KeyCode.DOWN).type(KeyCode.DOWN).type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(inList.getId()).isEqualTo("notices-list");
        assertThat(robot().lookup("#notices").tryQuery()).isEmpty();
        assertThat(context().navigation().current().get())
                .isEqualTo(
                        new Navigation.Place(
                                "clients",
                                Optional.of(new Target.OfConnection(new ConnectionId(7)))));
    }

    @Test
    void escapeAndTheSameKeysCloseItAndTheFocusComesBack() {
        openIn(Theme.LIGHT);
        robot().clickOn("#overview-field");
        refuse("10.1.4.7:50000");
        Await.until("count", () -> isShown("bell-count"));

        pressTheKeys();
        robot().type(KeyCode.ESCAPE);
        WaitForAsyncUtils.waitForFxEvents();
        Node afterEscape = focusOwner();
        pressTheKeys();
        boolean open = isShown("notices");
        pressTheKeys();

        assertThat(afterEscape.getId()).isEqualTo("overview-field");
        assertThat(open).isTrue();
        assertThat(robot().lookup("#notices").tryQuery()).isEmpty();
        assertThat(focusOwner().getId()).isEqualTo("overview-field");
    }

    @Test
    void whatArrivesWhileOneReadsDoesNotMoveTheSelection() {
        openIn(Theme.LIGHT);
        makeTrouble();
        pressTheKeys();
        robot().type(KeyCode.DOWN);

        refuse("10.1.4.99:50000");
        Await.until("arrived", () -> texts().size() == 6);

        Object selected = list().getSelectionModel().getSelectedItem();
        assertThat(((Notice) selected).text()).startsWith("This run listens on");
    }

    @Test
    void errorsThatWereShownAreKeptAndSuccessesAreNot() {
        openIn(Theme.LIGHT);

        robot().interact(
                        () -> {
                            context().toasts().success("Copied address");
                            context().toasts().error("The settings are not saved: disk full.");
                        });
        pressTheKeys();
        List<String> kept = texts();
        robot().clickOn("#notices-clear");
        Await.until("cleared", () -> texts().isEmpty());

        assertThat(kept).containsExactly("The settings are not saved: disk full.");
        assertThat(find("notices-clear").isDisabled()).isTrue();
        assertThat(focusOwner().getId()).isEqualTo("notices-close");
    }
}
