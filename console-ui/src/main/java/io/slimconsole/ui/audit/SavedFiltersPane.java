package io.slimconsole.ui.audit;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// Gives what is typed a name, and shows, renames and deletes what has one.
final class SavedFiltersPane {
    private final Texts texts;
    private final SavedFilters saved;
    private final StringProperty filter;
    private final Toasts toasts;
    private final VBox root = new VBox();
    private final TextField name = new TextField();
    private final Button save = new Button();
    private final Label present = new Label();
    private final VBox list = new VBox();

    SavedFiltersPane(Texts texts, SavedFilters saved, StringProperty filter, Toasts toasts) {
        this.texts = texts;
        this.saved = saved;
        this.filter = filter;
        this.toasts = toasts;
        root.setId("saved-filters");
        root.getStyleClass().addAll("facts", "saved-filters");
        name.setId("saved-name");
        name.setPromptText(texts.get("saved.name"));
        name.setAccessibleText(texts.get("saved.name"));
        name.setOnAction(_ -> save());
        HBox.setHgrow(name, Priority.ALWAYS);
        save.setId("saved-save");
        save.setText(texts.get("saved.save"));
        save.getStyleClass().add(Styles.ACCENT);
        save.setOnAction(_ -> save());
        present.setWrapText(true);
        present.getStyleClass().add("facts-caption");
        var line = new HBox(name, save);
        line.getStyleClass().add("link-row");
        root.getChildren().setAll(present, line, list);
        list.getStyleClass().add("saved-list");
        name.textProperty().subscribe(this::look);
        // the pane lives as long as it is shown, what it watches longer
        root.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                look();
                                show(saved.all().get());
                                name.requestFocus();
                            }
                        });
    }

    Node node() {
        return root;
    }

    private void look() {
        String typed = filter.get();
        present.setText(
                typed.isBlank() ? texts.get("saved.nothing") : texts.get("saved.present", typed));
        save.setDisable(!saved.fits(name.getText(), typed));
    }

    private void save() {
        if (saved.fits(name.getText(), filter.get())) {
            saved.save(name.getText(), filter.get());
            name.clear();
            show(saved.all().get());
        }
    }

    private void show(List<SavedFilters.Saved> all) {
        list.getChildren().setAll(all.stream().map(this::row).toList());
    }

    private VBox row(SavedFilters.Saved each) {
        var link = new Hyperlink(each.name());
        link.setMnemonicParsing(false);
        link.setTooltip(new Tooltip(each.typed()));
        link.setOnAction(_ -> filter.set(each.typed()));
        link.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(link, Priority.ALWAYS);
        var line = new HBox(link);
        line.getStyleClass().add("link-row");
        line.getChildren()
                .addAll(
                        Icons.button(
                                "saved-rename-" + each.name(),
                                Feather.EDIT_3,
                                texts.get("saved.rename", each.name()),
                                () -> rename(each, line)),
                        Icons.button(
                                "saved-delete-" + each.name(),
                                Feather.TRASH_2,
                                texts.get("saved.delete", each.name()),
                                () -> delete(each)));
        var typed = new Label(each.typed());
        typed.getStyleClass().addAll("facts-caption", "mono");
        typed.setWrapText(true);
        return new VBox(line, typed);
    }

    private void rename(SavedFilters.Saved each, HBox line) {
        var field = new TextField(each.name());
        field.setId("saved-new-name");
        field.setAccessibleText(texts.get("saved.rename", each.name()));
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(
                _ -> {
                    saved.rename(each, field.getText());
                    show(saved.all().get());
                });
        field.focusedProperty()
                .subscribe(
                        (before, now) -> {
                            if (before && !now) {
                                show(saved.all().get());
                            }
                        });
        line.getChildren().set(0, field);
        field.requestFocus();
        field.selectAll();
    }

    private void delete(SavedFilters.Saved each) {
        int at = saved.all().get().indexOf(each);
        saved.delete(each);
        show(saved.all().get());
        toasts.show(
                Toasts.Kind.INFO,
                texts.get("saved.deleted", each.name()),
                Optional.of(
                        new Toasts.Link(
                                texts.get("saved.undo"),
                                () -> {
                                    saved.restore(each, at);
                                    show(saved.all().get());
                                })));
    }
}
