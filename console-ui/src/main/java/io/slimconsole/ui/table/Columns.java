package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Texts;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The columns of a table: made of its [LiveColumn]s, as wide as its text is large, and shown as at first when that is
/// asked for.
///
/// @param <R> the table's rows
/// @param <S> what a row's cells tell of
final class Columns<R, S> {
    /// What an operator can still take hold of.
    private static final double LEAST = 44;

    private final SizedTable<R> view;
    private final Map<String, LiveColumn<S>> byId = new HashMap<>();
    private final List<TableColumn<R, ?>> first = new ArrayList<>();

    /// Puts the columns into the table.
    ///
    /// @param made makes the table's column, with its cells
    Columns(
            SizedTable<R> view,
            List<? extends LiveColumn<S>> columns,
            Texts texts,
            Function<LiveColumn<S>, TableColumn<R, ?>> made) {
        this.view = view;
        for (LiveColumn<S> column : columns) {
            byId.put(column.id(), column);
            TableColumn<R, ?> shown = made.apply(column);
            shown.setText(column.title(texts));
            shown.setId(column.id());
            shown.setPrefWidth(column.shape().width());
            shown.setMinWidth(LEAST);
            shown.setVisible(column.shape().shownFirst());
            shown.getStyleClass().add(column.shape().numeric() ? "number" : "text");
            view.getColumns().add(shown);
            if (column.shape().fills()) {
                shown.setMinWidth(column.shape().least());
                view.setColumnResizePolicy(new FitColumns<>(shown, this::least));
            }
        }
        first.addAll(view.getColumns());
        view.emProperty()
                .addListener((_, before, now) -> scale(now.doubleValue() / before.doubleValue()));
    }

    Optional<LiveColumn<S>> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The columns as they were made, shown or not.
    List<TableColumn<?, ?>> inFirstOrder() {
        return List.copyOf(first);
    }

    boolean isFilling(TableColumn<?, ?> column) {
        return byId(column.getId()).filter(of -> of.shape().fills()).isPresent();
    }

    /// Shows the columns that are shown at first, where and as wide as they are then.
    void reset() {
        List<TableColumn<R, ?>> sort = List.copyOf(view.getSortOrder());
        view.getColumns().setAll(first);
        for (TableColumn<R, ?> column : first) {
            byId(column.getId())
                    .ifPresent(
                            of -> {
                                column.setVisible(of.shape().shownFirst());
                                resize(column, of.shape().width() * size());
                            });
        }
        if (!view.getSortOrder().equals(sort)) {
            view.getSortOrder().setAll(sort);
        }
        fit();
    }

    private double least(TableColumn<?, ?> column) {
        return byId(column.getId())
                .map(of -> of.shape().least() * size())
                .orElseGet(column::getPrefWidth);
    }

    /// How large the text is; 1 is normal.
    double size() {
        return view.emProperty().get() / SizedTable.NORMAL_EM;
    }

    /// Columns are as wide as their text is large.
    private void scale(double factor) {
        for (TableColumn<R, ?> column : first) {
            double width = column.getPrefWidth() * factor;
            column.setMinWidth(column.getMinWidth() * factor);
            resize(column, width);
        }
        fit();
    }

    private static void resize(TableColumn<?, ?> column, double width) {
        // a column that was dragged is not as wide as it prefers; only what changes counts
        column.setPrefWidth(column.getWidth());
        column.setPrefWidth(width);
    }

    private void fit() {
        view.getColumnResizePolicy().call(new TableView.ResizeFeatures<>(view, null, 0.0));
    }
}
