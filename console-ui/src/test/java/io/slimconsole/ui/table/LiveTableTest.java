package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.ui.fx.Texts;

import javafx.scene.Scene;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

final class LiveTableTest {
    private final InMemoryUiState store = new InMemoryUiState();
    private final List<RowOrder<String>> asked = new ArrayList<>();
    private Stage stage;
    private LiveTable<String> made;

    @SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
    private enum Column implements LiveColumn<String> {
        NAME(ColumnShape.filling(240, s -> s)),
        LENGTH(ColumnShape.numbers(80, String::length)),
        HASH(ColumnShape.onDemand(ColumnShape.numbers(90, String::hashCode))),
        KIND(ColumnShape.<String>words(100, s -> s).atLeast(60));

        private final ColumnShape<String> shape;

        Column(ColumnShape<String> shape) {
            this.shape = shape;
        }

        @Override
        public ColumnShape<String> shape() {
            return shape;
        }

        @Override
        public String title(Texts texts) {
            return id();
        }

        @Override
        public String text(String line, Texts texts, Instant at) {
            return line;
        }

        @Override
        public String tooltip(String line, Texts texts, ZoneId zone, Instant at) {
            return line;
        }
    }

    @BeforeEach
    void open() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.hideStage();
        FxToolkit.cleanupStages();
    }

    private TableView<?> started(double width) {
        TableView<?> view =
                WaitForAsyncUtils.waitForAsyncFx(
                        20_000,
                        () -> {
                            var table =
                                    new LiveTable<>(
                                            "things",
                                            new LiveList<>(),
                                            List.of(Column.values()),
                                            Texts.of(LiveTable.class),
                                            Clock.systemUTC());
                            made = table;
                            table.setOnSort(asked::add);
                            table.keep(store, "things", Column.NAME.order(false));
                            stage.setScene(new Scene(table.view(), width, 300));
                            stage.show();
                            // another test may have set the size of the stage, which is shared
                            stage.sizeToScene();
                            return table.view();
                        });
        WaitForAsyncUtils.waitForFxEvents();
        return view;
    }

    private static void resize(TableView<?> view, double width) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    view.resize(width, 300);
                    view.layout();
                });
    }

    private static double used(TableView<?> view) {
        return view.getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
    }

    private static TableColumn<?, ?> column(TableView<?> view, Column which) {
        return view.getColumns().stream()
                .filter(c -> which.id().equals(c.getId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneColumnTakesTheRoomThatIsLeft() {
        TableView<?> view = started(700);

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(80);
        assertThat(column(view, Column.KIND).getWidth()).isEqualTo(100);
        assertThat(used(view)).isBetween(690.0, 700.0);

        resize(view, 500);

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(80);
        assertThat(used(view)).isBetween(490.0, 500.0);
        assertThat(view.lookupAll(".scroll-bar").stream().map(ScrollBar.class::cast))
                .noneMatch(bar -> bar.isVisible());
    }

    @Test
    void theColumnOfLongTextsStaysLegibleAndTheOthersGiveWhatTheyCan() {
        TableView<?> view = started(700);

        resize(view, 360);
        assertThat(column(view, Column.NAME).getWidth()).isCloseTo(200, offset(2.0));
        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(80);
        assertThat(column(view, Column.KIND).getWidth()).isBetween(60.0, 80.0);
        assertThat(used(view)).isBetween(350.0, 360.0);

        resize(view, 300);
        assertThat(column(view, Column.NAME).getWidth()).isEqualTo(200);
        assertThat(column(view, Column.KIND).getWidth()).isEqualTo(60);

        resize(view, 700);
        assertThat(column(view, Column.KIND).getWidth()).isEqualTo(100);
    }

    @Test
    void aDraggedColumnTakesFromThoseToItsRight() {
        TableView<?> view = started(700);
        double before = used(view);

        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> drag(view, Column.NAME, 30));

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(50);
        assertThat(used(view)).isEqualTo(before);
    }

    @SuppressWarnings("unchecked") // of any rows: only the width is asked for
    private static <R> void drag(TableView<R> view, Column which, double delta) {
        view.resizeColumn((TableColumn<R, ?>) column(view, which), delta);
    }

    @Test
    void lessImportantColumnsWaitInTheMenu() {
        TableView<?> view = started(700);
        ColumnMenu menu = menu();

        assertThat(column(view, Column.HASH).isVisible()).isFalse();
        assertThat(menu.getItems().stream().map(MenuItem::getText))
                .containsExactly("name", "length", "hash", "kind", null, "As at first");

        WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> ((CheckMenuItem) menu.getItems().get(2)).setSelected(true));

        assertThat(column(view, Column.HASH).isVisible()).isTrue();
        assertThat(menu.getItems().getFirst().isDisable()).as("the name stays").isTrue();
    }

    @Test
    void theMenuIsNotInTheHeaderWhereItWouldCoverAColumn() {
        assertThat(started(700).isTableMenuButtonVisible()).isFalse();
    }

    @Test
    void columnsAreAsAtFirstOnDemand() {
        TableView<?> view = started(700);
        ColumnMenu menu = menu();
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    rearrange(view);
                    drag(view, Column.KIND, 70);
                    menu.getItems().getLast().fire();
                });

        assertThat(view.getColumns().stream().map(TableColumn::getId))
                .containsExactly("name", "length", "hash", "kind");
        assertThat(column(view, Column.HASH).isVisible()).isFalse();
        assertThat(column(view, Column.KIND).getWidth()).isEqualTo(100);
        assertThat(view.getSortOrder().getFirst().getId()).as("the order stays").isEqualTo("kind");
    }

    @Test
    void columnsAreAsWideAsTheirTextIsLarge() {
        TableView<?> view = started(1000);
        double all = used(view);

        setTextSize(view, 26);

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(160);
        assertThat(column(view, Column.KIND).getWidth()).isEqualTo(200);
        // the style sheet takes the border away, where the theme has one
        assertThat(used(view)).isCloseTo(all, offset(4.0));
        assertThat(store.get("things.columns").orElseThrow()).contains("length:80:true");

        setTextSize(view, 13);

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(80);
    }

    private static void setTextSize(TableView<?> view, int pixels) {
        WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    view.getStylesheets().setAll(LiveTable.stylesheet());
                    view.setStyle("-fx-font-size: " + pixels + "px");
                    view.applyCss();
                });
    }

    private ColumnMenu menu() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    var menu = new ColumnMenu("things-columns");
                    menu.offer(made);
                    return menu;
                });
    }

    @Test
    void orderHiddenColumnsAndSortOutliveARestart() {
        TableView<?> first = started(700);
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> rearrange(first));
        asked.clear();

        TableView<?> second = started(700);

        assertThat(second.getColumns().stream().map(TableColumn::getId))
                .containsExactly("kind", "name", "length", "hash");
        assertThat(column(second, Column.HASH).isVisible()).isTrue();
        assertThat(column(second, Column.LENGTH).isVisible()).isFalse();
        assertThat(asked).last().isEqualTo(Column.KIND.order(true));
    }

    private static <R> void rearrange(TableView<R> view) {
        TableColumn<R, ?> kind = view.getColumns().removeLast();
        view.getColumns().addFirst(kind);
        view.getColumns().get(2).setVisible(false);
        view.getColumns().get(3).setVisible(true);
        kind.setSortType(TableColumn.SortType.DESCENDING);
        view.getSortOrder().setAll(List.of(kind));
    }
}
