package io.slimconsole.ui.table;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import java.util.List;

/// Buttons in a row, of which one is chosen.
public final class Segments extends HBox {
    private static final String LEFT = "left-pill";
    private static final String CENTER = "center-pill";
    private static final String RIGHT = "right-pill";

    private final ToggleGroup group = new ToggleGroup();

    public Segments() {
        getStyleClass().add("segments");
    }

    /// Adds a button.
    ///
    /// @param choose called on a click, also on the one that is chosen already
    public ToggleButton add(String id, String text, Runnable choose) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(
                _ -> {
                    choose.run();
                    button.setSelected(true);
                });
        getChildren().add(button);
        for (int i = 0; i < getChildren().size(); i++) {
            var styles = getChildren().get(i).getStyleClass();
            styles.removeAll(List.of(LEFT, CENTER, RIGHT));
            styles.add(i == 0 ? LEFT : i == getChildren().size() - 1 ? RIGHT : CENTER);
        }
        return button;
    }
}
