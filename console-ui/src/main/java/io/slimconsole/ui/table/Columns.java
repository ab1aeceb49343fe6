package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Texts;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The columns of a table: made of its [LiveColumn]s, as wide as its text is large, and shown as at first when that is
/// asked for. Where there is no room for all, those that matter least give way until there is; one that the operator
/// switched on stays.
///
/// @param <R> the table's rows
/// @param <S> what a row's cells tell of
final class Columns<R, S> {
    /// What an operator can still take hold of.
    private static final double LEAST = 44;

    /// Whether the vertical scroll bar is there changes no column.
    private static final double SCROLL_BAR = 10;

    private final SizedTable<R> view;
    private final Map<String, LiveColumn<S>> byId = new HashMap<>();
    private final List<TableColumn<R, ?>> first = new ArrayList<>();

    /// Those that the operator does not want to see.
    private final Set<TableColumn<R, ?>> unwanted = new HashSet<>();

    /// Those that the operator switched on.
    private final Set<TableColumn<R, ?>> chosen = new HashSet<>();

    private boolean arranging;

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
            // like those that keep the choice, which have to come after this one
            shown.visibleProperty().addListener(_ -> switched(shown, shown.isVisible()));
            if (!shown.isVisible()) {
                unwanted.add(shown);
            }
            view.getColumns().add(shown);
            if (column.shape().fills()) {
                shown.setMinWidth(column.shape().least());
            }
        }
        first.addAll(view.getColumns());
        List<TableColumn<R, ?>> filling = first.stream().filter(this::isFilling).toList();
        if (!filling.isEmpty()) {
            view.setColumnResizePolicy(new FitColumns<>(filling, this::least));
        }
        view.emProperty()
                .addListener((_, before, now) -> scale(now.doubleValue() / before.doubleValue()));
        view.widthProperty().addListener(_ -> arrange());
    }

    private void switched(TableColumn<R, ?> column, boolean visible) {
        if (arranging) {
            return;
        }
        if (visible) {
            unwanted.remove(column);
            chosen.add(column);
        } else {
            unwanted.add(column);
            chosen.remove(column);
        }
        arrange();
    }

    /// Whether it is to be shown, where there is room.
    boolean isWanted(TableColumn<R, ?> column) {
        return !unwanted.contains(column);
    }

    /// Hides the columns for which there is no room, and shows those for which there is.
    private void arrange() {
        double room = view.getWidth() - SCROLL_BAR;
        if (room <= 0) {
            return;
        }
        List<TableColumn<R, ?>> wanted = first.stream().filter(this::isWanted).toList();
        double needed = wanted.stream().mapToDouble(this::comfortable).sum();
        Set<TableColumn<R, ?>> without = new HashSet<>();
        List<TableColumn<R, ?>> yielding =
                wanted.stream()
                        .filter(column -> yields(column) > 0 && !chosen.contains(column))
                        .sorted(Comparator.comparingInt(this::yields))
                        .toList();
        for (TableColumn<R, ?> column : yielding) {
            if (needed <= room) {
                break;
            }
            needed -= comfortable(column);
            without.add(column);
        }
        arranging = true;
        try {
            wanted.forEach(column -> column.setVisible(!without.contains(column)));
        } finally {
            arranging = false;
        }
    }

    private int yields(TableColumn<R, ?> column) {
        return byId(column.getId()).map(of -> of.shape().yields()).orElse(0);
    }

    /// How wide it has to be before another one gives way to it.
    private double comfortable(TableColumn<R, ?> column) {
        return byId(column.getId())
                .map(of -> (of.shape().fills() ? of.shape().width() : of.shape().least()) * size())
                .orElseGet(column::getPrefWidth);
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
        unwanted.removeIf(this::isShownFirst);
        chosen.clear();
        arrange();
        if (!view.getSortOrder().equals(sort)) {
            view.getSortOrder().setAll(sort);
        }
        fit();
    }

    private boolean isShownFirst(TableColumn<R, ?> column) {
        return byId(column.getId()).filter(of -> of.shape().shownFirst()).isPresent();
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
        arrange();
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
