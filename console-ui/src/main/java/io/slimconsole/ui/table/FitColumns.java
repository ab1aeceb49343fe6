package io.slimconsole.ui.table;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.util.Callback;

import java.util.List;

/// Fills the width of a table without scrolling, as long as its columns allow: one of them, the one with the longest
/// texts, takes what the others leave.
///
/// A dragged edge stays under the mouse: what its column gains, those to its right lose. Only when they are as narrow as
/// they may be does the table become wider than it is seen.
@SuppressWarnings({"rawtypes", "unchecked"}) // the toolkit's policies are for tables of any rows
final class FitColumns<R> implements Callback<TableView.ResizeFeatures, Boolean> {
    private final TableColumn<R, ?> filling;

    /// @param filling takes the room that is left; where it is hidden, the last column does
    FitColumns(TableColumn<R, ?> filling) {
        this.filling = filling;
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
            resize(asked, shown.contains(filling) ? filling : shown.getLast(), left);
            return true;
        }
        double gained = resize(asked, dragged, asked.getDelta());
        double give = Math.max(0, left) - gained;
        for (int i = shown.indexOf(dragged) + 1; i < shown.size() && left >= -1; i++) {
            give -= resize(asked, shown.get(i), give);
            if (Math.abs(give) < 0.5) {
                break;
            }
        }
        return Math.abs(gained) > 0;
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
