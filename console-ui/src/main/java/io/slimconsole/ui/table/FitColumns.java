package io.slimconsole.ui.table;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.util.Callback;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Fills the width of a table without scrolling, as long as its columns allow: one of them, the one with the longest
/// texts, takes what the others leave. Where that is too little for it, the others are narrower than they prefer, each by
/// the same share of what it can spare.
///
/// A dragged edge stays under the mouse: what its column gains, those to its right lose. Only when they are as narrow as
/// they may be does the table become wider than it is seen.
@SuppressWarnings({"rawtypes", "unchecked"}) // the toolkit's policies are for tables of any rows
final class FitColumns<R> implements Callback<TableView.ResizeFeatures, Boolean> {
    private final TableColumn<R, ?> filling;
    private final ToDoubleFunction<TableColumn<?, ?>> least;

    /// @param filling takes the room that is left; where it is hidden, the last column does
    /// @param least how narrow a column becomes before the table scrolls
    FitColumns(TableColumn<R, ?> filling, ToDoubleFunction<TableColumn<?, ?>> least) {
        this.filling = filling;
        this.least = least;
    }

    @Override
    public Boolean call(TableView.ResizeFeatures asked) {
        return fit((TableView.ResizeFeatures<R>) asked);
    }

    private boolean fit(TableView.ResizeFeatures<R> asked) {
        List<TableColumn<R, ?>> shown = asked.getTable().getVisibleLeafColumns();
        double room = Math.floor(asked.getContentWidth());
        if (shown.isEmpty() || room <= 0) {
            return true;
        }
        TableColumn<R, ?> dragged = asked.getColumn();
        double left = room - shown.stream().mapToDouble(TableColumnBase::getWidth).sum();
        if (dragged == null) {
            share(asked, shown, room);
            return true;
        }
        double gained = drag(asked, dragged, asked.getDelta());
        double give = Math.max(0, left) - gained;
        for (int i = shown.indexOf(dragged) + 1; i < shown.size() && left >= -1; i++) {
            give -= drag(asked, shown.get(i), give);
            if (Math.abs(give) < 0.5) {
                break;
            }
        }
        return Math.abs(gained) > 0;
    }

    /// It prefers to be so from now on.
    private double drag(TableView.ResizeFeatures<R> asked, TableColumn<R, ?> column, double wider) {
        double gained = resize(asked, column, wider);
        column.setPrefWidth(column.getWidth());
        return gained;
    }

    private void share(
            TableView.ResizeFeatures<R> asked, List<TableColumn<R, ?>> shown, double room) {
        TableColumn<R, ?> rest = shown.contains(filling) ? filling : shown.getLast();
        List<TableColumn<R, ?>> others = shown.stream().filter(each -> !each.equals(rest)).toList();
        double wanted = others.stream().mapToDouble(TableColumnBase::getPrefWidth).sum();
        double spare = others.stream().mapToDouble(this::spare).sum();
        double missing = Math.clamp(wanted + rest.getMinWidth() - room, 0, spare);
        double share = spare > 0 ? missing / spare : 0;
        for (TableColumn<R, ?> each : others) {
            asked.setColumnWidth(each, each.getPrefWidth() - Math.ceil(share * spare(each)));
        }
        double taken = others.stream().mapToDouble(TableColumnBase::getWidth).sum();
        resize(asked, rest, room - taken - rest.getWidth());
    }

    private double spare(TableColumn<?, ?> column) {
        return Math.max(0, column.getPrefWidth() - least.applyAsDouble(column));
    }

    /// @return how much wider the column became
    private double resize(
            TableView.ResizeFeatures<R> asked, TableColumn<R, ?> column, double wider) {
        double before = column.getWidth();
        double wanted = before + wider;
        asked.setColumnWidth(
                column, Math.clamp(wanted, column.getMinWidth(), column.getMaxWidth()));
        return column.getWidth() - before;
    }
}
