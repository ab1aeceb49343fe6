package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.tests.kit.Await;
import io.slimconsole.ui.kit.FakeAuditLog;
import io.slimconsole.ui.kit.UiTest;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;
import java.util.Optional;

/// Whether what is read most has its room, in the real layout.
final class TrailColumnsTest extends UiTest {
    private final FakeAuditLog audit = FakeAuditLog.of(5, 5);

    private void openAt(String screen, double width, double height) {
        setAudit(audit);
        open(Theme.LIGHT, AuditScreens::of);
        robot().interact(() -> context().navigation().open(screen));
        resize(width, height);
        rows(screen, 5);
    }

    private TableView<?> table(String screen) {
        return find(TableView.class, screen + "-table");
    }

    private void rows(String screen, int count) {
        Await.until(count + " rows", () -> table(screen).getItems().size() == count);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private double width(String screen, String column) {
        return columns(screen).stream()
                .filter(c -> c.getId().equals(column))
                .mapToDouble(TableColumn::getWidth)
                .findFirst()
                .orElse(0);
    }

    private List<? extends TableColumn<?, ?>> columns(String screen) {
        return List.copyOf(table(screen).getVisibleLeafColumns());
    }

    private Optional<ScrollBar> bar(String screen, Orientation orientation) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5_000,
                () ->
                        table(screen).lookupAll(".scroll-bar").stream()
                                .filter(Node::isVisible)
                                .map(ScrollBar.class::cast)
                                .filter(bar -> bar.getOrientation() == orientation)
                                .findFirst());
    }

    private void fits(String screen) {
        assertThat(bar(screen, Orientation.HORIZONTAL)).as("scrolls sideways").isEmpty();
        double room =
                table(screen).getWidth()
                        - bar(screen, Orientation.VERTICAL).map(ScrollBar::getWidth).orElse(0.0);
        double taken = columns(screen).stream().mapToDouble(TableColumn::getWidth).sum();
        assertThat(taken).as("width of the columns").isBetween(room - 4, room);
    }

    @ParameterizedTest
    @CsvSource({"1280,800,190", "1600,960,250", "900,600,150"})
    void bothNamesOfAMessageHaveTheirRoom(double width, double height, double least) {
        openAt("messages", width, height);

        fits("messages");
        assertThat(width("messages", "source")).isGreaterThanOrEqualTo(least);
        assertThat(width("messages", "destination")).isGreaterThanOrEqualTo(least);

        audit.messages().grow(1_000_000);
        rows("messages", 1_000_000);
        assertThat(bar("messages", Orientation.VERTICAL)).isPresent();
        fits("messages");
        assertThat(width("messages", "source")).isGreaterThanOrEqualTo(least);
        assertThat(width("messages", "destination")).isGreaterThanOrEqualTo(least);
        picture("columns-messages-" + (int) width);
    }

    @ParameterizedTest
    @CsvSource({"1280,800", "1600,960", "900,600"})
    void whatHappenedCanBeReadBesideItsDetails(double width, double height) {
        openAt("activity", width, height);
        fits("activity");
        audit.activity().grow(90_000);
        rows("activity", 90_000);
        robot().interact(
                        () -> {
                            table("activity").getSelectionModel().clearAndSelect(1);
                            table("activity").requestFocus();
                        });
        robot().type(KeyCode.ENTER);
        Await.until("details", () -> isShown("activity-detail"));
        WaitForAsyncUtils.waitForFxEvents();
        picture("columns-activity-details-" + (int) width);

        fits("activity");
        assertThat(width("activity", "time")).isPositive();
        assertThat(width("activity", "text")).isGreaterThanOrEqualTo(150);
        assertThat(width("activity", "subject")).isGreaterThanOrEqualTo(110);

        robot().type(KeyCode.ESCAPE);
        Await.until("closed", () -> !isShown("activity-detail"));
        WaitForAsyncUtils.waitForFxEvents();
        fits("activity");
        picture("columns-activity-" + (int) width);
    }
}
