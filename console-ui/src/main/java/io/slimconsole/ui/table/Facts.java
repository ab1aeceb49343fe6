package io.slimconsole.ui.table;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The facts of one thing, in sections of two columns: built once, filled again and again.
public final class Facts extends VBox {
    private final Map<String, Label> captions = new HashMap<>();
    private final Map<String, Label> values = new HashMap<>();
    private GridPane grid = new GridPane();
    private List<Object> shown = List.of();

    public Facts(String id) {
        setId(id);
        getStyleClass().add("facts");
    }

    /// Begins a section.
    public Facts section(String title) {
        var heading = new Label(title);
        heading.getStyleClass().add("facts-heading");
        grid = new GridPane();
        grid.getStyleClass().add("facts-grid");
        // captions are of one width in all sections, which the style sheet knows
        var caption = new ColumnConstraints();
        caption.setHgrow(Priority.NEVER);
        var value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(caption, value);
        getChildren().addAll(heading, grid);
        return this;
    }

    /// Adds a fact to the section.
    ///
    /// @param id of the value's label, and for [#set]
    public Facts fact(String id, String caption, String... styleClasses) {
        var name = new Label(caption);
        name.getStyleClass().add("facts-caption");
        name.setWrapText(true);
        var value = new Label();
        value.setId(getId() + "-" + id);
        value.setWrapText(true);
        value.getStyleClass().add("facts-value");
        value.getStyleClass().addAll(styleClasses);
        name.setLabelFor(value);
        GridPane.setValignment(name, VPos.TOP);
        int row = captions.size();
        grid.add(name, 0, row);
        grid.add(value, 1, row);
        captions.put(id, name);
        values.put(id, value);
        return this;
    }

    /// Adds anything to the section.
    public Facts with(Node node) {
        getChildren().add(node);
        return this;
    }

    /// Says a fact; an empty one is left out, with its caption.
    public void set(String id, String text) {
        Label value = values.get(id);
        Label caption = captions.get(id);
        if (value == null || caption == null) {
            throw new IllegalArgumentException("there is no fact " + id + " in " + getId());
        }
        if (!text.equals(value.getText())) {
            value.setText(text);
        }
        boolean there = !text.isEmpty();
        value.setVisible(there);
        value.setManaged(there);
        caption.setVisible(there);
        caption.setManaged(there);
    }

    /// Fills `box` with what `parts` makes of `content`, unless that is what it shows already.
    ///
    /// @param content compared with what it was the last time
    public void fill(VBox box, List<?> content, Supplier<List<Node>> parts) {
        List<Object> next = new ArrayList<>(content);
        if (!next.equals(shown)) {
            shown = next;
            box.getChildren().setAll(parts.get());
        }
    }
}
