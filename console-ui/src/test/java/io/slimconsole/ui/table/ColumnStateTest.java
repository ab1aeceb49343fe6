package io.slimconsole.ui.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.InMemoryUiState;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

final class ColumnStateTest {
    private static final String KEY = "things.columns";

    private final InMemoryUiState store = new InMemoryUiState();
    private double size = 1;

    @BeforeAll
    static void startToolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    /// A table as a start of the console makes it.
    private TableView<String> started(String... ids) {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000,
                () -> {
                    var table = new TableView<String>();
                    for (String id : ids) {
                        var column = new TableColumn<String, String>(id);
                        column.setId(id);
                        column.setPrefWidth(100);
                        table.getColumns().add(column);
                    }
                    ColumnState.keep(table, store, KEY, () -> size, TableColumn::isVisible);
                    return table;
                });
    }

    private static List<String> ids(TableView<?> table) {
        return table.getColumns().stream().map(TableColumn::getId).toList();
    }

    private static void onFx(Runnable action) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, action);
    }

    @Test
    void orderWidthAndHiddenColumnsOutliveARestart() {
        TableView<String> table = started("name", "type", "age");
        onFx(
                () -> {
                    table.getColumns().add(table.getColumns().removeFirst());
                    table.getColumns().get(0).setPrefWidth(173);
                    table.getColumns().get(1).setVisible(false);
                });

        TableView<String> next = started("name", "type", "age");

        assertThat(ids(next)).containsExactly("type", "age", "name");
        assertThat(next.getColumns().get(0).getWidth()).isEqualTo(173);
        assertThat(next.getColumns().get(2).getWidth()).isEqualTo(100);
        assertThat(next.getColumns().stream().map(TableColumn::isVisible))
                .containsExactly(true, false, true);
    }

    @Test
    void aStoredColumnThatIsUnknownIsLeftOut() {
        store.put(KEY, "gone:80:true,type:120:true,name:90:true");

        TableView<String> table = started("name", "type");

        assertThat(ids(table)).containsExactly("type", "name");
        assertThat(table.getColumns().get(0).getWidth()).isEqualTo(120);
    }

    @Test
    void aNewColumnStandsBehindTheStoredOnesAsItIs() {
        store.put(KEY, "age:70:false,name:90:true");

        TableView<String> table = started("name", "brand-new", "age");

        assertThat(ids(table)).containsExactly("age", "name", "brand-new");
        assertThat(table.getColumns().get(0).isVisible()).isFalse();
        assertThat(table.getColumns().get(2).isVisible()).isTrue();
        assertThat(table.getColumns().get(2).getWidth()).isEqualTo(100);
    }

    @Test
    void whatCannotBeReadChangesNothing() {
        store.put(KEY, "name:wide:true,type,:::,");

        TableView<String> table = started("name", "type");

        assertThat(ids(table)).containsExactly("name", "type");
        assertThat(table.getColumns().get(0).getWidth()).isEqualTo(100);
    }

    @Test
    void widthsAreKeptAsTheyAreAtNormalTextSize() {
        size = 1.5;
        TableView<String> table = started("name");
        onFx(() -> table.getColumns().getFirst().setPrefWidth(300));

        assertThat(store.get(KEY)).contains("name:200:true");
        size = 2;
        assertThat(started("name").getColumns().getFirst().getPrefWidth()).isEqualTo(400);
    }
}
