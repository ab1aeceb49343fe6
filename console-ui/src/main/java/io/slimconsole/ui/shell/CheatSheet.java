package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.UiAction;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every shortcut, from the registry of actions, by group.
final class CheatSheet {
    private record Line(String keys, String text) {}

    private final Overlay overlay;
    private final Actions actions;
    private final Texts texts = Texts.of(CheatSheet.class);

    CheatSheet(Overlay overlay, Actions actions) {
        this.overlay = overlay;
        this.actions = actions;
    }

    void open() {
        var title = new Label(texts.get("keys.title"));
        title.getStyleClass().add("title-4");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var close = Icons.button("keys-close", Feather.X, texts.get("keys.close"), overlay::close);
        var header = new HBox(title, close);
        header.setAlignment(Pos.CENTER_LEFT);
        var groups = new FlowPane();
        groups.getStyleClass().add("keys-groups");
        lines().forEach((group, lines) -> groups.getChildren().add(block(group, lines)));
        var scroll = new ScrollPane(groups);
        scroll.setFitToWidth(true);
        var box = new VBox(header, scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        box.setId("cheat-sheet");
        box.getStyleClass().addAll("dialog-box", "cheat-sheet");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        overlay.open(box, Pos.CENTER);
        close.requestFocus();
    }

    private Map<String, List<Line>> lines() {
        Map<String, List<Line>> byGroup = new LinkedHashMap<>();
        for (UiAction action : actions.all()) {
            action.shortcut()
                    .ifPresent(
                            keys ->
                                    byGroup.computeIfAbsent(action.group(), _ -> new ArrayList<>())
                                            .add(
                                                    new Line(
                                                            Keys.text(keys)
                                                                    + Keys.typedAlias(action.id()),
                                                            action.text())));
        }
        byGroup.put(
                texts.get("keys.tables"),
                List.of(
                        new Line("Enter", texts.get("keys.tables.enter")),
                        new Line("Ctrl+C", texts.get("keys.tables.copy")),
                        new Line("Ctrl+Shift+C", texts.get("keys.tables.copyJson"))));
        return byGroup;
    }

    private static VBox block(String group, List<Line> lines) {
        var heading = new Label(group);
        heading.getStyleClass().add("section-title");
        var grid = new GridPane();
        grid.getStyleClass().add("keys-grid");
        var keys = new ColumnConstraints();
        keys.setHalignment(HPos.LEFT);
        grid.getColumnConstraints().setAll(keys, new ColumnConstraints());
        for (int i = 0; i < lines.size(); i++) {
            var key = new Label(lines.get(i).keys());
            key.getStyleClass().add("keys");
            key.setMinWidth(Region.USE_PREF_SIZE);
            grid.addRow(i, key, new Label(lines.get(i).text()));
        }
        return new VBox(heading, grid);
    }
}
