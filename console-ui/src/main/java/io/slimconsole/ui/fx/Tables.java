package io.slimconsole.ui.fx;

import atlantafx.base.theme.Styles;

import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Tables as an operator wants them: dense, numbers aligned, sorted by value and never by a locale's collation.
public final class Tables {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination COPY_JSON =
            new KeyCodeCombination(
                    KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private Tables() {}

    /// Sets the looks of `table` and keeps all of its columns in sight where they fit.
    public static void dense(TableView<?> table) {
        table.getStyleClass().addAll(Styles.DENSE, Styles.STRIPED, "console-table");
        table.setPlaceholder(new javafx.scene.layout.Region());
        table.setTableMenuButtonVisible(true);
    }

    /// A column of words.
    ///
    /// @param id stable, for tests and for the kept column state
    /// @param width in pixels at the normal font size
    public static <K, S> TableColumn<StableRow<K, S>, String> text(
            String id, String title, double width, Function<S, String> value) {
        return column(id, title, width, value, text -> text, Comparator.naturalOrder(), "text");
    }

    /// A column of numbers: right-aligned and monospaced, so that they can be compared at a glance.
    public static <K, S, V extends Comparable<? super V>> TableColumn<StableRow<K, S>, V> number(
            String id, String title, double width, Function<S, V> value, Function<V, String> text) {
        return column(id, title, width, value, text, Comparator.naturalOrder(), "number");
    }

    /// Any column.
    ///
    /// @param text what the cell shows
    /// @param styleClass of header and cells: `text`, `number`, `mono`, or one of the screen's own
    public static <K, S, V> TableColumn<StableRow<K, S>, V> column(
            String id,
            String title,
            double width,
            Function<S, V> value,
            Function<V, String> text,
            Comparator<? super V> order,
            String styleClass) {
        var column = new TableColumn<StableRow<K, S>, V>(title);
        column.setId(id);
        column.setPrefWidth(width);
        column.getStyleClass().add(styleClass);
        column.setComparator(order::compare);
        column.setCellValueFactory(features -> features.getValue().valueProperty().map(value));
        column.setCellFactory(_ -> new TextCell<>(text));
        return column;
    }

    /// Lets Ctrl+C copy the selected rows as tab-separated text, and Ctrl+Shift+C as JSON.
    public static <R> void copyable(
            TableView<R> table,
            Function<List<R>, String> asText,
            Function<List<R>, String> asJson,
            Copier copier) {
        table.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    List<R> selected = List.copyOf(table.getSelectionModel().getSelectedItems());
                    if (selected.isEmpty()) {
                        return;
                    }
                    if (COPY_JSON.match(event)) {
                        copier.copy(
                                asJson.apply(selected),
                                Formats.count(selected.size(), "row as JSON", "rows as JSON"));
                        event.consume();
                    } else if (COPY.match(event)) {
                        copier.copy(
                                asText.apply(selected),
                                Formats.count(selected.size(), "row", "rows"));
                        event.consume();
                    }
                });
    }

    /// Shows text, with the whole of it as tooltip where it is cut off.
    private static final class TextCell<R, V> extends TableCell<R, V> {
        private final Function<V, String> text;
        private final Tooltip whole = new Tooltip();

        TextCell(Function<V, String> text) {
            this.text = text;
            setOnMouseEntered(_ -> setTooltip(isCutOff() ? whole : null));
        }

        @Override
        protected void updateItem(V item, boolean empty) {
            super.updateItem(item, empty);
            String shown = empty || item == null ? null : text.apply(item);
            setText(shown);
            whole.setText(shown);
        }

        private boolean isCutOff() {
            return getText() != null && prefWidth(-1) > getWidth();
        }
    }
}
