package io.slimconsole.ui.table;

import javafx.scene.control.TableColumn;

import java.util.List;

/// A table whose columns the operator can choose.
public interface ColumnChoice {
    /// The columns as they were made, shown or not.
    List<TableColumn<?, ?>> inFirstOrder();

    /// Whether the column takes the room that the others leave.
    boolean isFilling(TableColumn<?, ?> column);

    /// Shows the columns that are shown at first, where and as wide as they are then.
    void resetColumns();
}
