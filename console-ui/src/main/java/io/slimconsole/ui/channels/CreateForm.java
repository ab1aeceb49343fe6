package io.slimconsole.ui.channels;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LivePage;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Makes a channel, beside the list. What is typed stays when it is closed.
final class CreateForm {
    private final CreateViewModel model;
    private final Texts texts;
    private final VBox root = new VBox();
    private final TextField name = new TextField();
    private final FindingLine nameFinding = new FindingLine("create-name-finding");
    private final Hyperlink existing = new Hyperlink();
    private final Label mlsConsequence = help("");
    private final FindingLine intervalFinding = new FindingLine("create-interval-finding");
    private final FindingLine retriesFinding = new FindingLine("create-retries-finding");
    private final FindingLine failure = new FindingLine("create-failure");
    private final Button create = new Button();
    private final TitledPane advanced = new TitledPane();
    private boolean focusWhenShown;

    CreateForm(CreateViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        root.setId("create-form");
        root.getStyleClass().add("side-form");
        name.setId("create-name");
        name.getStyleClass().add("mono");
        name.setPromptText(texts.get("create.name.prompt"));
        name.textProperty().bindBidirectional(model.name());
        name.setOnAction(_ -> model.create());
        existing.setId("create-existing");
        existing.setText(texts.get("create.open-existing"));
        existing.setOnAction(_ -> model.openExisting());
        create.setId("create-act");
        create.setText(texts.get("create.act"));
        create.getStyleClass().add(Styles.ACCENT);
        create.setOnAction(_ -> model.create());
        root.getChildren()
                .setAll(
                        field(
                                "create.name",
                                name,
                                help(texts.get("create.name.help")),
                                nameFinding,
                                existing),
                        encryption(),
                        reliability(),
                        advanced(),
                        failure,
                        new HBox(create));
        model.check().subscribe(this::show);
        model.failure().subscribe(text -> failure.say(FindingLine.Level.ERROR, text));
        model.busy().subscribe(this::showButton);
        name.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null && focusWhenShown) {
                                focusName();
                            }
                        });
    }

    Node node() {
        return root;
    }

    /// Puts the caret where typing begins.
    void begin() {
        model.look();
        if (name.getScene() == null) {
            // the pane beside the list takes its content in with its next layout
            focusWhenShown = true;
        } else {
            focusName();
        }
    }

    private void focusName() {
        focusWhenShown = false;
        name.requestFocus();
        name.positionCaret(name.getLength());
    }

    private VBox encryption() {
        var box = new CheckBox(texts.get("create.mls"));
        box.setId("create-mls");
        box.selectedProperty().bindBidirectional(model.encrypted());
        mlsConsequence.setId("create-mls-consequence");
        model.encrypted()
                .subscribe(
                        on ->
                                mlsConsequence.setText(
                                        texts.get(on ? "create.mls.on" : "create.mls.off")));
        var field = new VBox(box, mlsConsequence);
        field.getStyleClass().add("form-field");
        return field;
    }

    private VBox reliability() {
        var box = new CheckBox(texts.get("create.reliable"));
        box.setId("create-reliable");
        box.selectedProperty().bindBidirectional(model.reliable());
        Label consequence = help("");
        model.reliable()
                .subscribe(
                        on ->
                                consequence.setText(
                                        texts.get(
                                                on
                                                        ? "create.reliable.on"
                                                        : "create.reliable.off")));
        var field = new VBox(box, consequence);
        field.getStyleClass().add("form-field");
        return field;
    }

    private TitledPane advanced() {
        var content =
                new VBox(
                        number("create.interval", model.interval(), intervalFinding),
                        number("create.retries", model.retries(), retriesFinding));
        content.getStyleClass().add("side-form-part");
        advanced.setId("create-advanced");
        advanced.setText(texts.get("create.advanced"));
        advanced.getStyleClass().addAll(Styles.DENSE, "advanced");
        advanced.setContent(content);
        advanced.setExpanded(false);
        advanced.setAnimated(false);
        return advanced;
    }

    private VBox number(String key, StringProperty value, FindingLine finding) {
        var field = new TextField();
        field.setId(key.replace('.', '-'));
        field.getStyleClass().addAll("mono", "number-field");
        field.textProperty().bindBidirectional(value);
        field.setOnAction(_ -> model.create());
        return field(key, field, help(texts.get(key + ".help")), finding);
    }

    private VBox field(String key, Node editor, Node... below) {
        var caption = new Label(texts.get(key));
        caption.getStyleClass().add("side-form-caption");
        caption.setLabelFor(editor);
        var field = new VBox(caption, editor);
        field.getChildren().addAll(below);
        field.getStyleClass().add("form-field");
        return field;
    }

    private static Label help(String text) {
        var help = new Label(text);
        help.setWrapText(true);
        help.getStyleClass().add("form-help");
        return help;
    }

    private void show(CreateViewModel.Check check) {
        nameFinding.say(
                check.nameIsWrong() ? FindingLine.Level.ERROR : FindingLine.Level.NOTE,
                check.name());
        name.pseudoClassStateChanged(Styles.STATE_DANGER, check.nameIsWrong());
        LivePage.setShown(existing, check.existing().isPresent());
        intervalFinding.say(FindingLine.Level.ERROR, check.interval());
        retriesFinding.say(FindingLine.Level.ERROR, check.retries());
        if (!check.interval().isEmpty() || !check.retries().isEmpty()) {
            advanced.setExpanded(true);
        }
        showButton();
    }

    private void showButton() {
        boolean busy = model.busy().get();
        create.setText(texts.get(busy ? "create.busy" : "create.act"));
        create.setDisable(busy || model.check().get().draft().isEmpty());
    }
}
