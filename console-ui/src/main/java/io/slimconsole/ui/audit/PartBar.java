package io.slimconsole.ui.audit;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LivePage;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Below a list that is only a part of all rows: which part it is, and the way to the others.
final class PartBar extends HBox {
    private final Texts texts;
    private final Label which = new Label();
    private final Button newer;
    private final Button older;

    /// @param id ids of its parts begin with it
    PartBar(String id, Texts texts, Runnable showOlder, Runnable showNewer) {
        this.texts = texts;
        setId(id + "-part");
        getStyleClass().add("part-bar");
        setAlignment(Pos.CENTER);
        which.setId(id + "-part-which");
        newer = button(id + "-newer", texts.get("part.newer"), showNewer);
        older = button(id + "-older", texts.get("part.older"), showOlder);
        getChildren().setAll(newer, which, older);
        LivePage.setShown(this, false);
    }

    /// @param from place of the first row that is listed, from 1
    /// @param to place of the last one
    void show(long from, long to, long all, boolean hasNewer, boolean hasOlder) {
        which.setText(
                texts.get(
                        "part.which", Formats.count(from), Formats.count(to), Formats.count(all)));
        newer.setDisable(!hasNewer);
        older.setDisable(!hasOlder);
        LivePage.setShown(this, hasNewer || hasOlder);
    }

    private static Button button(String id, String text, Runnable act) {
        var button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("small", "flat", "accent");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }
}
