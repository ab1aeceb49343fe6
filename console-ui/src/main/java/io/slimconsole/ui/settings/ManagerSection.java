package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Texts;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// The channel manager: whether it is served, where, and who may call it.
final class ManagerSection {
    private final ManagerViewModel model;
    private final Texts texts;

    private ManagerSection(ManagerViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    static FormSection of(ManagerViewModel model, Dialogs dialogs, Texts texts) {
        var parts = new ManagerSection(model, texts);
        var section = new FormSection(Section.MANAGER, texts);
        CheckBox on = parts.on();
        section.add(parts.label("manager.on.label", on), parts.field(on, "manager.on.help"));
        TextField host = parts.text("manager-host", model.host(), "long");
        section.add(
                parts.label("manager.host.label", host),
                parts.field(new HBox(host), "manager.host.help"));
        TextField port = parts.text("manager-port", model.port(), "short");
        section.add(
                parts.label("manager.port.label", port),
                parts.field(new HBox(port), "manager.port.help"));
        TextField token = parts.text("manager-token", model.tokenFile(), "path");
        section.add(
                parts.label("manager.token.label", token),
                parts.field(parts.file(token, dialogs), "manager.token.help"));
        return section;
    }

    private CheckBox on() {
        var box = new CheckBox(texts.get("manager.on.flag"));
        box.setId("manager-on");
        box.setMnemonicParsing(true);
        box.setOnAction(
                _ -> {
                    model.switchTo(box.isSelected());
                    // it may have been refused
                    box.setSelected(model.on().get());
                });
        model.on().subscribe(now -> box.setSelected(now));
        return box;
    }

    private TextField text(String id, StringProperty value, String style) {
        var field = new TextField();
        field.setId(id);
        field.getStyleClass().addAll("mono", style);
        field.textProperty().bindBidirectional(value);
        field.disableProperty().bind(model.on());
        return field;
    }

    private HBox file(TextField token, Dialogs dialogs) {
        HBox.setHgrow(token, Priority.ALWAYS);
        var choose = new Button(texts.get("field.choose"));
        choose.setId("manager-token-choose");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        String name = texts.get("manager.token.label").replace("_", "");
        choose.setAccessibleText(texts.get("field.choose") + " " + name);
        choose.setOnAction(
                _ ->
                        dialogs.chooseFile(name, Optional.empty())
                                .ifPresent(path -> model.tokenFile().set(path.toString())));
        choose.disableProperty().bind(model.on());
        var line = new HBox(token, choose);
        line.getStyleClass().add("form-line");
        return line;
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
        if (editor instanceof CheckBox) {
            model.finding()
                    .subscribe(
                            finding -> {
                                box.getChildren()
                                        .removeIf(n -> n.getStyleClass().contains("finding"));
                                finding.map(f -> FindingLabels.of("finding-manager", f))
                                        .ifPresent(box.getChildren()::add);
                            });
        }
        return box;
    }
}
