package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.ui.fx.Tables;
import io.slimconsole.ui.fx.Texts;

import javafx.scene.Scene;
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

    @SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
    private enum Column implements LiveColumn<String> {
        NAME(ColumnShape.filling(240, s -> s)),
        LENGTH(ColumnShape.numbers(80, String::length)),
        HASH(ColumnShape.onDemand(ColumnShape.numbers(90, String::hashCode))),
        KIND(ColumnShape.words(100, s -> s));

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
                                            Texts.of(Tables.class),
                                            Clock.systemUTC());
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
        assertThat(used(view)).isBetween(660.0, 690.0);

        resize(view, 500);

        assertThat(column(view, Column.LENGTH).getWidth()).isEqualTo(80);
        assertThat(used(view)).isBetween(460.0, 490.0);
        assertThat(view.lookupAll(".scroll-bar").stream().map(ScrollBar.class::cast))
                .noneMatch(bar -> bar.isVisible());
    }

    @Test
    void theColumnOfLongTextsStaysLegible() {
        TableView<?> view = started(300);

        assertThat(column(view, Column.NAME).getWidth()).isEqualTo(200);
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

        assertThat(column(view, Column.HASH).isVisible()).isFalse();
        assertThat(view.isTableMenuButtonVisible()).isTrue();
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
