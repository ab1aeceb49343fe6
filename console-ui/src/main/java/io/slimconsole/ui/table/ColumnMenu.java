package io.slimconsole.ui.table;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/// Which columns of a table are shown. It stands in the bar above the table, where it covers no header.
final class ColumnMenu extends MenuButton {
    private final Texts texts = Texts.of(ColumnMenu.class);

    ColumnMenu(String id) {
        setId(id);
        getStyleClass().addAll("flat", "icon-button", "no-arrow", "column-menu");
        setGraphic(Icons.of(Feather.COLUMNS));
        setTooltip(new Tooltip(texts.get("columns")));
        setAccessibleText(texts.get("columns"));
    }

    /// Offers the columns of this table from now on.
    void offer(ColumnChoice table) {
        List<MenuItem> items = new ArrayList<>();
        table.inFirstOrder().forEach(column -> items.add(item(column, table.isFilling(column))));
        items.add(new SeparatorMenuItem());
        var reset = new MenuItem(texts.get("columns.reset"));
        reset.setId(getId() + "-reset");
        reset.setOnAction(_ -> table.resetColumns());
        items.add(reset);
        getItems().setAll(items);
    }

    /// @param stays whether the column, once shown, can't be taken away: a row without its name says nothing
    private MenuItem item(TableColumn<?, ?> column, boolean stays) {
        var item = new CheckMenuItem(column.getText());
        item.setId(getId() + "-" + column.getId());
        item.selectedProperty().bindBidirectional(column.visibleProperty());
        if (stays) {
            item.disableProperty().bind(column.visibleProperty());
        }
        return item;
    }
}
