package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// A titled part of the page: labels in one column, what they label in the other, so that all lines up.
final class FormSection extends VBox {
    private static final PseudoClass STACKED = PseudoClass.getPseudoClass("stacked");

    private record Row(Label label, Node content) {}

    private final GridPane grid = new GridPane();
    private final List<Row> rows = new ArrayList<>();
    private boolean stacked;

    FormSection(Section section, Texts texts) {
        setId("settings-" + section.key());
        getStyleClass().add("form-section");
        var title = new Label(texts.get("section." + section.key()));
        title.getStyleClass().add("form-title");
        var help = new Label(texts.get("section." + section.key() + ".help"));
        help.getStyleClass().add("form-help");
        help.setWrapText(true);
        grid.getStyleClass().add("form-grid");
        var labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        labels.setHgrow(Priority.NEVER);
        var fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        fields.setFillWidth(true);
        grid.getColumnConstraints().setAll(labels, fields);
        var heading = new VBox(title, help);
        heading.getStyleClass().add("form-heading");
        getChildren().setAll(heading, grid);
    }

    /// Adds a row; the label stands beside the first line of `content`.
    void add(Label label, Node content) {
        label.getStyleClass().add("form-label");
        GridPane.setValignment(label, VPos.TOP);
        rows.add(new Row(label, content));
        place();
    }

    /// Puts the labels above what they label, where there is no room beside it.
    void setStacked(boolean above) {
        if (above != stacked) {
            stacked = above;
            pseudoClassStateChanged(STACKED, above);
            place();
        }
    }

    private void place() {
        grid.getChildren().clear();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (stacked) {
                grid.add(row.label(), 0, 2 * i, 2, 1);
                grid.add(row.content(), 0, 2 * i + 1, 2, 1);
            } else {
                grid.addRow(i, row.label(), row.content());
            }
        }
    }
}
