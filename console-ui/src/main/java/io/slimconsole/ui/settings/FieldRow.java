package io.slimconsole.ui.settings;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.Finding.Level;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One setting of the node: its label, where it is typed, what it means, and what is wrong with it.
final class FieldRow {
    /// Keeps a number and its unit on one line.
    private static final char NO_BREAK = '\u00a0';

    private final SettingField field;
    private final SettingsViewModel model;
    private final Texts texts;
    private final Label label;
    private final Control editor;
    private final Region changedMark = new Region();
    private final VBox findings = new VBox();
    private final VBox content = new VBox();
    private final String name;
    private List<Finding> shown = List.of();

    FieldRow(SettingField field, SettingsViewModel model, Dialogs dialogs, Texts texts) {
        this.field = field;
        this.model = model;
        this.texts = texts;
        String key = "field." + field.key();
        String labelText = texts.get(key + ".label");
        this.name = labelText.replace("_", "");
        this.label = new Label(labelText);
        this.editor = editor();
        editor.setId("setting-" + field.key());
        label.setLabelFor(editor);
        label.setMnemonicParsing(true);
        changedMark.getStyleClass().add("changed-mark");
        label.setGraphic(changedMark);
        label.setContentDisplay(ContentDisplay.RIGHT);
        var line = new HBox(editor);
        line.getStyleClass().add("form-line");
        extra(dialogs).forEach(line.getChildren()::add);
        var help = new Label(texts.get(key + ".help", defaultText().replace(' ', NO_BREAK)));
        help.setWrapText(true);
        help.getStyleClass().add("form-help");
        content.getStyleClass().add("form-field");
        findings.setVisible(false);
        findings.setManaged(false);
        findings.getStyleClass().add("findings");
        content.getChildren().setAll(line, help, findings);
        editor.setAccessibleHelp(help.getText());
        model.draft().subscribe(this::showDraft);
        model.settings().subscribe(_ -> showChanged());
        model.check().subscribe(_ -> showFindings());
    }

    SettingField field() {
        return field;
    }

    Label label() {
        return label;
    }

    VBox content() {
        return content;
    }

    /// The label without its mnemonic.
    String name() {
        return name;
    }

    void focus() {
        editor.requestFocus();
        if (editor instanceof TextField text) {
            text.selectAll();
        }
    }

    void setDisabled(boolean disabled) {
        content.setDisable(disabled);
        label.setDisable(disabled);
    }

    private Control editor() {
        if (field.kind() == SettingField.Kind.FLAG) {
            var box = new CheckBox(texts.get("field." + field.key() + ".flag"));
            box.setMnemonicParsing(true);
            box.selectedProperty()
                    .subscribe((_, selected) -> model.type(field, Boolean.toString(selected)));
            return box;
        }
        var text = new TextField();
        text.textProperty().subscribe((_, typed) -> model.type(field, typed));
        switch (field.kind()) {
            case COUNT, SIZE, TIME -> text.getStyleClass().addAll("mono", "short");
            case FILE -> text.getStyleClass().addAll("mono", "path");
            case TEXT, FLAG ->
                    text.getStyleClass()
                            .addAll("mono", field == SettingField.PORT ? "short" : "long");
        }
        return text;
    }

    private List<Node> extra(Dialogs dialogs) {
        return switch (field.kind()) {
            case FILE -> {
                HBox.setHgrow(editor, Priority.ALWAYS);
                var choose = new Button(texts.get("field.choose"));
                choose.setId("setting-" + field.key() + "-choose");
                choose.setMinWidth(Region.USE_PREF_SIZE);
                choose.setAccessibleText(texts.get("field.choose") + " " + name);
                choose.setOnAction(
                        _ ->
                                dialogs.chooseFile(name, folder())
                                        .ifPresent(p -> model.type(field, p.toString())));
                yield List.of(choose);
            }
            case COUNT, SIZE, TIME -> {
                Button reset =
                        Icons.button(
                                "setting-" + field.key() + "-reset",
                                Feather.ROTATE_CCW,
                                texts.get("field.reset", defaultText()),
                                () -> {
                                    model.resetToDefault(field);
                                    focus();
                                });
                model.draft().subscribe(_ -> reset.setVisible(!model.isDefault(field)));
                yield List.of(reset);
            }
            case TEXT, FLAG -> List.of();
        };
    }

    private Optional<Path> folder() {
        try {
            return Optional.ofNullable(Path.of(model.draft().get().text(field)).getParent());
        } catch (InvalidPathException none) {
            return Optional.empty();
        }
    }

    private String defaultText() {
        return Draft.DEFAULTS.text(field);
    }

    private void showDraft(Draft draft) {
        if (editor instanceof CheckBox box) {
            box.setSelected(draft.flag(field));
        } else if (editor instanceof TextField text && !text.getText().equals(draft.raw(field))) {
            text.setText(draft.raw(field));
        }
        showChanged();
    }

    private void showChanged() {
        boolean changed = model.isChanged(field);
        changedMark.setVisible(changed);
        label.setAccessibleText(changed ? texts.get("field.changed", name) : name);
    }

    private void showFindings() {
        List<Finding> all = new ArrayList<>(model.findings(field));
        model.override(field)
                .map(o -> new Finding(Level.INFO, texts.get("field.override", o)))
                .ifPresent(all::add);
        if (all.equals(shown)) {
            return;
        }
        shown = List.copyOf(all);
        findings.getChildren().setAll(FindingLabels.of("finding-" + field.key(), all));
        boolean wrong = all.stream().anyMatch(f -> f.level() == Level.ERROR);
        editor.pseudoClassStateChanged(Styles.STATE_DANGER, wrong);
        boolean quiet = all.isEmpty();
        findings.setVisible(!quiet);
        findings.setManaged(!quiet);
    }
}
