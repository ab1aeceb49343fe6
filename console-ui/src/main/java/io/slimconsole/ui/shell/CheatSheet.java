package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.UiAction;

import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
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
import java.util.function.Predicate;

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
        var scroll = new ScrollPane(columns());
        scroll.setFitToWidth(true);
        var box = new VBox(header, scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        box.setId("cheat-sheet");
        box.getStyleClass().addAll("dialog-box", "cheat-sheet");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        overlay.open(box, Pos.CENTER);
        close.requestFocus();
    }

    /// What holds everywhere on the left, what belongs to a screen on the right; below it in a narrow window.
    private FlowPane columns() {
        var everywhere = column(groups(a -> a.scope().equals(UiAction.EVERYWHERE)));
        Map<String, List<Line>> ofScreens = groups(a -> !a.scope().equals(UiAction.EVERYWHERE));
        ofScreens.put(
                texts.get("keys.tables"),
                List.of(
                        new Line("Enter", texts.get("keys.tables.enter")),
                        new Line("Ctrl+C", texts.get("keys.tables.copy")),
                        new Line("Ctrl+Shift+C", texts.get("keys.tables.copyJson"))));
        var columns = new FlowPane(everywhere, column(ofScreens));
        columns.getStyleClass().add("keys-columns");
        columns.setRowValignment(VPos.TOP);
        return columns;
    }

    private Map<String, List<Line>> groups(Predicate<UiAction> which) {
        Map<String, List<Line>> groups = new LinkedHashMap<>();
        for (UiAction action : actions.all()) {
            if (which.test(action)) {
                action.shortcut()
                        .map(keys -> Keys.text(keys) + Keys.typedAlias(action.id()))
                        .ifPresent(
                                keys ->
                                        groups.computeIfAbsent(
                                                        action.group(), _ -> new ArrayList<>())
                                                .add(new Line(keys, action.text())));
            }
        }
        return groups;
    }

    private static VBox column(Map<String, List<Line>> groups) {
        var column = new VBox();
        column.getStyleClass().add("keys-column");
        groups.forEach((title, lines) -> column.getChildren().add(block(title, lines)));
        return column;
    }

    private static VBox block(String title, List<Line> lines) {
        var heading = new Label(title);
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
        var group = new VBox(heading, grid);
        group.getStyleClass().add("keys-group");
        return group;
    }
}
