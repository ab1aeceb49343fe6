package io.slimconsole.ui.table;

import io.slimconsole.persistence.UiStateStore;

import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Keeps which columns of a table are shown, their order and widths, from one run to the next.
///
/// Stored as `id:width:shown` per column, in order. Columns that are not in the stored text (newer ones) stay behind
/// the others as they are. Widths are those at normal text size.
final class ColumnState {
    private ColumnState() {}

    /// Restores the state of `table` and stores every change from now on.
    ///
    /// @param key in the store, for example `clients.columns`
    /// @param size how large the text of the table is; 1 is normal
    /// @param wanted whether a column is to be shown, where there is room
    static <R> void keep(
            TableView<R> table,
            UiStateStore store,
            String key,
            DoubleSupplier size,
            Predicate<TableColumn<R, ?>> wanted) {
        store.get(key).ifPresent(stored -> restore(table, stored, size.getAsDouble()));
        Runnable save = () -> store.put(key, describe(table, size.getAsDouble(), wanted));
        table.getColumns().addListener((ListChangeListener<TableColumn<R, ?>>) _ -> save.run());
        for (TableColumn<R, ?> column : table.getColumns()) {
            column.prefWidthProperty().addListener(_ -> save.run());
            column.visibleProperty().addListener(_ -> save.run());
        }
    }

    private static <R> String describe(
            TableView<R> table, double size, Predicate<TableColumn<R, ?>> wanted) {
        return table.getColumns().stream()
                .map(
                        c ->
                                String.format(
                                        Locale.ROOT,
                                        "%s:%.0f:%b",
                                        c.getId(),
                                        c.getPrefWidth() / size,
                                        wanted.test(c)))
                .collect(Collectors.joining(","));
    }

    private static <R> void restore(TableView<R> table, String stored, double size) {
        List<TableColumn<R, ?>> ordered = new ArrayList<>();
        for (String entry : stored.split(",", -1)) {
            String[] parts = entry.split(":", -1);
            if (parts.length == 3) {
                find(table, parts[0])
                        .ifPresent(
                                column -> {
                                    apply(column, parts[1], parts[2], size);
                                    ordered.add(column);
                                });
            }
        }
        for (TableColumn<R, ?> column : table.getColumns()) {
            if (!ordered.contains(column)) {
                ordered.add(column);
            }
        }
        table.getColumns().setAll(ordered);
    }

    private static <R> Optional<TableColumn<R, ?>> find(TableView<R> table, String id) {
        for (TableColumn<R, ?> column : table.getColumns()) {
            if (id.equals(column.getId())) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static void apply(TableColumn<?, ?> column, String width, String shown, double size) {
        try {
            column.setPrefWidth(Double.parseDouble(width) * size);
        } catch (NumberFormatException unreadable) {
            // the built-in width is as good as any
        }
        column.setVisible(!shown.equals("false"));
    }
}
