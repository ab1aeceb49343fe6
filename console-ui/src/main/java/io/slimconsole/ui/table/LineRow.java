package io.slimconsole.ui.table;

import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/// A row of a live table: a double click opens it, and what stands in it is looked at again after each sample.
abstract class LineRow<R> extends TableRow<R> {
    /// @param open what a double click does
    LineRow(Runnable open) {
        addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY
                            && event.getClickCount() == 2
                            && !isEmpty()) {
                        open.run();
                    }
                });
        addEventFilter(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    if (isEmpty()) {
                        event.consume();
                    }
                });
    }

    /// Sets what its looks depend on.
    abstract void mark();

    @Override
    protected final void updateItem(@Nullable R item, boolean empty) {
        super.updateItem(item, empty);
        mark();
    }

    void show() {
        mark();
        for (Node child : getChildrenUnmodifiable()) {
            if (child instanceof LineCell<?> cell) {
                cell.show();
            }
        }
    }
}
