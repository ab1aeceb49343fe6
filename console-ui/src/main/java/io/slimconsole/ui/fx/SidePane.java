package io.slimconsole.ui.fx;

import io.slimconsole.persistence.UiStateStore;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

import java.util.Locale;

/// A list and, beside it when open, the details of one of its entries: the list stays in sight.
public final class SidePane extends SplitPane {
    private static final double NORMAL = 0.68;

    private final BorderPane side = new BorderPane();
    private final Label title = new Label();
    private final UiStateStore store;
    private final String key;
    private Runnable onClose = () -> {};

    /// @param key under which the width is kept, for example `clients.details`
    public SidePane(Node list, UiStateStore store, String key) {
        this.store = store;
        this.key = key;
        getStyleClass().add("with-details");
        setOrientation(Orientation.HORIZONTAL);
        title.getStyleClass().add("details-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        var close =
                Icons.button(
                        "details-close",
                        Feather.X,
                        Texts.of(SidePane.class).get("details.close"),
                        this::closeDetails);
        var header = new HBox(title, close);
        header.getStyleClass().add("details-header");
        side.setTop(header);
        side.setId("details");
        side.getStyleClass().add("details");
        SplitPane.setResizableWithParent(side, false);
        getItems().setAll(list);
    }

    /// Shows `details` beside the list, in place of what was there.
    public void open(String heading, Node details) {
        title.setText(heading);
        title.setTooltip(new Tooltip(heading));
        var scroll = new ScrollPane(details);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.setCenter(scroll);
        if (!isOpen()) {
            getItems().add(side);
            setDividerPositions(storedPosition());
            getDividers()
                    .getFirst()
                    .positionProperty()
                    .subscribe(
                            position ->
                                    store.put(
                                            key,
                                            String.format(
                                                    Locale.ROOT, "%.3f", position.doubleValue())));
        }
    }

    public boolean isOpen() {
        return getItems().contains(side);
    }

    /// Takes the details away; does nothing when there are none.
    ///
    /// @return whether there were any
    public boolean closeDetails() {
        boolean open = getItems().remove(side);
        if (open) {
            side.setCenter(null);
            onClose.run();
        }
        return open;
    }

    /// Called whenever the details go away.
    public void setOnClose(Runnable action) {
        onClose = action;
    }

    private double storedPosition() {
        try {
            double position = store.get(key).map(Double::parseDouble).orElse(NORMAL);
            return position > 0.2 && position < 0.9 ? position : NORMAL;
        } catch (NumberFormatException unreadable) {
            return NORMAL;
        }
    }
}
