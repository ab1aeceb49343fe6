package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;

/// Says whether a table follows the node, and pauses it. Its words are the screen's `live`, `paused` and their tips.
public final class LiveToggle extends ToggleButton {
    public LiveToggle(String id, Texts texts, BooleanProperty paused) {
        setId(id);
        getStyleClass().add("live-toggle");
        selectedProperty().bindBidirectional(paused);
        paused.subscribe(
                now -> {
                    setText(texts.get(now ? "paused" : "live"));
                    setGraphic(Icons.of(now ? Feather.PAUSE : Feather.ACTIVITY));
                    setTooltip(new Tooltip(texts.get(now ? "paused.tip" : "live.tip")));
                });
    }
}
