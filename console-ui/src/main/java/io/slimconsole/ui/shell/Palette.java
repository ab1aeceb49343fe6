package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Type a few letters, press Enter: the quickest way to any screen, command or name.
final class Palette {
    private final Overlay overlay;
    private final PaletteViewModel model;
    private final TextField field = new TextField();
    private final ListView<PaletteItem> list = new ListView<>();
    private final VBox box;

    Palette(Overlay overlay, PaletteViewModel model) {
        this.overlay = overlay;
        this.model = model;
        Texts texts = Texts.of(Palette.class);
        field.setId("palette-field");
        field.setPromptText(texts.get("palette.prompt"));
        field.textProperty().bindBidirectional(model.query());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        list.setId("palette-list");
        list.setItems(model.items());
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> runSelected());
        model.selected().subscribe(_ -> select());
        list.getItems().subscribe(this::select);
        list.getSelectionModel()
                .selectedIndexProperty()
                .subscribe(
                        index -> {
                            if (index.intValue() >= 0) {
                                model.selected().set(index.intValue());
                            }
                        });
        var nothing = new Label(texts.get("palette.nothing"));
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        box = new VBox(field, list);
        box.setId("palette");
        box.getStyleClass().addAll("dialog-box", "palette");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        VBox.setVgrow(list, Priority.ALWAYS);
    }

    void open() {
        model.reset();
        overlay.open(box, Pos.TOP_CENTER);
        field.requestFocus();
        select();
    }

    private void select() {
        if (model.selected().get() < list.getItems().size()) {
            list.getSelectionModel().select(model.selected().get());
            list.scrollTo(Math.max(0, model.selected().get() - 5));
        }
    }

    private void onKey(KeyEvent event) {
        KeyCode code = event.getCode();
        if (code == KeyCode.DOWN) {
            model.move(1);
        } else if (code == KeyCode.UP) {
            model.move(-1);
        } else if (code == KeyCode.ENTER) {
            runSelected();
        } else {
            return;
        }
        event.consume();
    }

    private void runSelected() {
        int index = model.selected().get();
        if (index < model.items().size()) {
            PaletteItem item = model.items().get(index);
            overlay.close();
            item.run().run();
        }
    }

    private static final class Cell extends ListCell<PaletteItem> {
        private final Label text = new Label();
        private final Label detail = new Label();
        private final Label keys = new Label();
        private final HBox row = new HBox();

        Cell() {
            row.getStyleClass().add("palette-row");
            row.setAlignment(Pos.CENTER_LEFT);
            detail.getStyleClass().add("muted");
            detail.setMaxWidth(Double.MAX_VALUE);
            detail.setMinWidth(0);
            HBox.setHgrow(detail, Priority.ALWAYS);
            keys.getStyleClass().add("keys");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(PaletteItem item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            text.setText(item.text());
            detail.setText(item.detail());
            keys.setText(item.keys());
            keys.setVisible(!item.keys().isEmpty());
            row.getChildren().setAll(Icons.of(item.icon()), text, detail, keys);
            setGraphic(row);
        }
    }
}
