package io.slimconsole.ui.table;

import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A cell of a live table, whose value is the row itself. Its tooltip is made when the mouse asks for it.
abstract class LineCell<R> extends TableCell<R, R> {
    private final Tooltip tip = new Tooltip();

    LineCell() {
        setOnMouseEntered(_ -> prepareTip());
    }

    /// Changes only what differs.
    abstract void show(R row);

    /// What stands there, in full; empty for none.
    abstract Optional<String> tip(R row);

    @Override
    protected final void updateItem(@Nullable R item, boolean empty) {
        super.updateItem(item, empty);
        if (item == null || empty) {
            setText(null);
            setGraphic(null);
        } else {
            show(item);
        }
    }

    final void show() {
        R row = getItem();
        if (row != null && !isEmpty()) {
            show(row);
        }
    }

    private void prepareTip() {
        R row = getItem();
        Optional<String> text = row == null || isEmpty() ? Optional.empty() : tip(row);
        text.ifPresent(tip::setText);
        setTooltip(text.isPresent() ? tip : null);
    }
}
