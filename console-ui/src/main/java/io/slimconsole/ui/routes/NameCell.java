package io.slimconsole.ui.routes;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.table.NameLine;
import io.slimconsole.ui.table.NameLine.Part;
import io.slimconsole.ui.table.NamePattern;

import javafx.scene.control.TableCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/// What the name column of a route shows: its place in the tree, its components, and what of them the filter found.
final class NameCell extends HBox {
    /// What decides how it looks; drawn again only when that changes.
    private record Look(
            RouteName name,
            int level,
            int routes,
            boolean expanded,
            boolean tree,
            RouteFilter filter) {}

    private final Region indent = new Region();
    private final StackPane disclosure = new StackPane();
    private final NameLine parts = new NameLine();
    private final Runnable toggle;
    private @Nullable Look shown;

    private NameCell(Runnable toggle) {
        this.toggle = toggle;
        getStyleClass().add("name-cell");
        disclosure.getStyleClass().add("disclosure");
        HBox.setHgrow(parts, Priority.ALWAYS);
        getChildren().setAll(indent, disclosure, parts);
    }

    /// Draws into `cell`, with the name cell that it has already, if it has one.
    ///
    /// @param toggle opens or closes the group that is shown
    static void paint(
            TableCell<?, ?> cell,
            RouteLine line,
            boolean tree,
            RouteFilter filter,
            Runnable toggle) {
        NameCell own;
        if (cell.getGraphic() instanceof NameCell there) {
            own = there;
        } else {
            own = new NameCell(toggle);
            NameLine.fill(cell, own);
        }
        own.show(line, tree, filter);
        cell.setAccessibleText(line.path());
    }

    private void show(RouteLine line, boolean tree, RouteFilter filter) {
        var look =
                new Look(line.name(), line.level(), line.routes(), line.expanded(), tree, filter);
        if (look.equals(shown)) {
            return;
        }
        shown = look;
        indent.getStyleClass().setAll("level-" + (tree ? line.level() : 0));
        disclosure.setVisible(tree);
        disclosure.setManaged(tree);
        disclosure.getChildren().clear();
        if (line.isGroup()) {
            disclosure
                    .getChildren()
                    .setAll(
                            Icons.of(
                                    line.expanded()
                                            ? Feather.CHEVRON_DOWN
                                            : Feather.CHEVRON_RIGHT));
            disclosure.setOnMousePressed(this::onToggle);
        } else {
            disclosure.setOnMousePressed(null);
        }
        List<Part> texts = new ArrayList<>();
        if (tree) {
            addComponent(
                    texts,
                    line.name(),
                    line.level(),
                    filter,
                    line.isGroup() ? "group-part" : "text-part");
            if (line.isGroup()) {
                texts.add(new Part("   " + Formats.count(line.routes()), "count-part"));
            }
        } else {
            for (int level = 0; level < RouteName.LEVELS; level++) {
                if (level > 0) {
                    texts.add(new Part("/", "slash-part"));
                }
                addComponent(texts, line.name(), level, filter, "text-part");
            }
        }
        parts.show(texts);
    }

    private void onToggle(MouseEvent event) {
        if (event.isPrimaryButtonDown()) {
            toggle.run();
            event.consume();
        }
    }

    private static void addComponent(
            List<Part> texts, RouteName name, int level, RouteFilter filter, String style) {
        String component = name.component(level);
        String plain = level == RouteName.INSTANCE ? "instance-part" : style;
        int at = 0;
        for (NamePattern.Range range : filter.highlights(level, component)) {
            if (range.from() > at) {
                texts.add(new Part(component.substring(at, range.from()), plain));
            }
            texts.add(new Part(component.substring(range.from(), range.to()), "hit-part"));
            at = range.to();
        }
        if (at < component.length()) {
            texts.add(new Part(component.substring(at), plain));
        }
    }
}
