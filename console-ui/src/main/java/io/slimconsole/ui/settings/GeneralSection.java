package io.slimconsole.ui.settings;

import atlantafx.base.theme.Styles;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Theme;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

import org.kordamp.ikonli.feather.Feather;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Theme, text size, and the data folder.
final class GeneralSection {
    private static final int STEP_PERCENT = 10;

    private final SettingsViewModel model;
    private final DataFolderViewModel folder;
    private final BackupViewModel backup;
    private final Copier copier;
    private final Texts texts;

    private GeneralSection(
            SettingsViewModel model,
            DataFolderViewModel folder,
            BackupViewModel backup,
            Copier copier,
            Texts texts) {
        this.model = model;
        this.folder = folder;
        this.backup = backup;
        this.copier = copier;
        this.texts = texts;
    }

    static FormSection of(
            SettingsViewModel model,
            DataFolderViewModel folder,
            BackupViewModel backup,
            Copier copier,
            Texts texts) {
        var parts = new GeneralSection(model, folder, backup, copier, texts);
        var section = new FormSection(Section.GENERAL, texts);
        HBox themes = parts.themes();
        section.add(
                parts.label("theme.label", themes.getChildren().getFirst()),
                parts.field(themes, "theme.help"));
        ComboBox<Integer> sizes = parts.sizes();
        section.add(parts.label("font.label", sizes), parts.field(sizes, "font.help"));
        VBox place = parts.place();
        section.add(parts.label("folder.label", place.lookup("#data-folder")), place);
        VBox copies = parts.copies();
        section.add(parts.label("backup.label", copies.lookup("#backup")), copies);
        return section;
    }

    private Label label(String key, Node labelled) {
        var label = new Label(texts.get(key));
        label.setMnemonicParsing(true);
        label.setLabelFor(labelled);
        return label;
    }

    private VBox field(Node editor, String helpKey) {
        var help = new Label(texts.get(helpKey));
        help.setWrapText(true);
        help.getStyleClass().add("form-help");
        var box = new VBox(editor, help);
        box.getStyleClass().add("form-field");
        return box;
    }

    private HBox themes() {
        var group = new ToggleGroup();
        var box = new HBox();
        for (Theme theme : Theme.values()) {
            String key = theme.name().toLowerCase(Locale.ROOT);
            var button = new ToggleButton(texts.get("theme." + key));
            button.setId("theme-" + key);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setUserData(theme);
            button.setToggleGroup(group);
            button.getStyleClass()
                    .add(
                            switch (theme) {
                                case SYSTEM -> Styles.LEFT_PILL;
                                case LIGHT -> Styles.CENTER_PILL;
                                case DARK -> Styles.RIGHT_PILL;
                            });
            button.setOnAction(
                    _ -> {
                        // a second click must not leave nothing chosen
                        button.setSelected(true);
                        model.choose(theme);
                    });
            box.getChildren().add(button);
        }
        model.settings()
                .subscribe(
                        now ->
                                group.getToggles().stream()
                                        .filter(t -> now.theme().equals(t.getUserData()))
                                        .forEach(group::selectToggle));
        return box;
    }

    private ComboBox<Integer> sizes() {
        var box = new ComboBox<Integer>();
        box.setId("font-size");
        box.getItems()
                .setAll(
                        IntStream.iterate(
                                        ConsoleSettings.MIN_FONT_PERCENT,
                                        p -> p <= ConsoleSettings.MAX_FONT_PERCENT,
                                        p -> p + STEP_PERCENT)
                                .boxed()
                                .toList());
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(Integer percent) {
                        return percent == null ? "" : texts.get("font.value", percent);
                    }

                    @Override
                    public Integer fromString(String text) {
                        throw new UnsupportedOperationException("not editable");
                    }
                });
        model.settings().subscribe(now -> box.setValue(now.fontPercent()));
        box.valueProperty()
                .subscribe(
                        (_, percent) -> {
                            if (percent != null
                                    && percent != model.settings().get().fontPercent()) {
                                model.setFontPercent(percent);
                            }
                        });
        return box;
    }

    private VBox place() {
        var path = new TextField(folder.current().toString());
        path.setId("data-folder");
        path.setEditable(false);
        path.getStyleClass().addAll("mono", "path");
        HBox.setHgrow(path, Priority.ALWAYS);
        Button copy =
                Icons.button(
                        "data-folder-copy",
                        Feather.COPY,
                        texts.get("folder.copy"),
                        () -> copier.copy(folder.current().toString(), texts.get("folder.copied")));
        var change = new Button(texts.get("folder.change"));
        change.setId("data-folder-change");
        change.setMinWidth(Region.USE_PREF_SIZE);
        change.setDisable(!folder.isChangeable());
        change.setOnAction(_ -> folder.change());
        var cancel = new Button(texts.get("folder.cancel"));
        cancel.setId("data-folder-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> folder.cancel());
        folder.planned()
                .subscribe(
                        plan -> {
                            cancel.setVisible(plan.isPresent());
                            cancel.setManaged(plan.isPresent());
                        });
        var line = new HBox(path, copy, change, cancel);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-line");
        VBox box = field(line, "folder.help");
        folder.finding().subscribe(finding -> show(finding, "finding-data-folder", box));
        return box;
    }

    private VBox copies() {
        Button now = button("backup", "backup.now", backup::backUp);
        Button restore = button("restore", "backup.restore", backup::restore);
        Button keep = button("restore-cancel", "backup.keep", backup::cancelRestore);
        backup.busy()
                .subscribe(
                        busy -> {
                            now.setDisable(busy);
                            restore.setDisable(busy);
                        });
        backup.planned()
                .subscribe(
                        plan -> {
                            keep.setVisible(plan.isPresent());
                            keep.setManaged(plan.isPresent());
                        });
        var line = new HBox(now, restore, keep);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("form-line");
        VBox box = field(line, "backup.help");
        backup.finding().subscribe(finding -> show(finding, "finding-backup", box));
        return box;
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    private static void show(Optional<Finding> finding, String id, VBox box) {
        box.getChildren().removeIf(n -> n.getStyleClass().contains("finding"));
        finding.map(f -> FindingLabels.of(id, f)).ifPresent(box.getChildren()::add);
    }
}
