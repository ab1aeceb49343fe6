package io.slimconsole.ui.table;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.util.Callback;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// Fills the width of a table without scrolling, as long as its columns allow: those with the longest texts share what the
/// others leave. Where that is too little for them, the others are narrower than they prefer, each by the same share of
/// what it can spare.
///
/// A dragged edge stays under the mouse: what its column gains, those to its right lose. Only when they are as narrow as
/// they may be does the table become wider than it is seen.
@SuppressWarnings({"rawtypes", "unchecked"}) // the toolkit's policies are for tables of any rows
final class FitColumns<R> implements Callback<TableView.ResizeFeatures, Boolean> {
    private final List<TableColumn<R, ?>> filling;
    private final ToDoubleFunction<TableColumn<?, ?>> least;

    /// @param filling take the room that is left; where all are hidden, the last column does
    /// @param least how narrow a column becomes before the table scrolls
    FitColumns(List<TableColumn<R, ?>> filling, ToDoubleFunction<TableColumn<?, ?>> least) {
        this.filling = List.copyOf(filling);
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
        List<TableColumn<R, ?>> filled = shown.stream().filter(filling::contains).toList();
        List<TableColumn<R, ?>> rest = filled.isEmpty() ? List.of(shown.getLast()) : filled;
        List<TableColumn<R, ?>> others =
                shown.stream().filter(each -> !rest.contains(each)).toList();
        double wanted = others.stream().mapToDouble(TableColumnBase::getPrefWidth).sum();
        double spare = others.stream().mapToDouble(this::spare).sum();
        double least = rest.stream().mapToDouble(TableColumnBase::getMinWidth).sum();
        double missing = Math.clamp(wanted + least - room, 0, spare);
        double share = spare > 0 ? missing / spare : 0;
        for (TableColumn<R, ?> each : others) {
            asked.setColumnWidth(each, each.getPrefWidth() - Math.ceil(share * spare(each)));
        }
        double left = room - others.stream().mapToDouble(TableColumnBase::getWidth).sum();
        double weight = rest.stream().mapToDouble(TableColumnBase::getPrefWidth).sum();
        for (TableColumn<R, ?> each : rest) {
            double part = Math.floor(left * each.getPrefWidth() / weight);
            double before = each.getWidth();
            resize(asked, each, part - before);
            left -= each.getWidth();
            weight -= each.getPrefWidth();
        }
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
