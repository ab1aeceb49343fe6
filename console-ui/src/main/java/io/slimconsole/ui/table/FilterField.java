package io.slimconsole.ui.table;

import atlantafx.base.controls.CustomTextField;

import io.slimconsole.ui.fx.Icons;

import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.kordamp.ikonli.feather.Feather;

/// The filter of a list: filters as it is typed, and is emptied by its cross or by Esc.
public final class FilterField extends CustomTextField {
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");

    /// @param clear what the cross is called
    public FilterField(String id, String prompt, String help, String clear, StringProperty filter) {
        setId(id);
        getStyleClass().add("filter-field");
        setPromptText(prompt);
        setAccessibleText(prompt);
        setLeft(Icons.of(Feather.SEARCH));
        var cross = Icons.button(id + "-clear", Feather.X, clear, this::clear);
        cross.setFocusTraversable(false);
        cross.visibleProperty().bind(textProperty().isNotEmpty());
        setRight(cross);
        setTooltip(new Tooltip(help));
        textProperty().bindBidirectional(filter);
        textProperty().subscribe(text -> pseudoClassStateChanged(FILLED, !text.isEmpty()));
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
                        clear();
                        event.consume();
                    }
                });
    }
}
