package io.slimconsole.ui.channels;

import atlantafx.base.controls.PasswordTextField;
import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Objects;

/// Where the operator says who the console is to applications: on the first page of the channels, and in the settings.
public final class IdentityForm {
    /// A field with its label.
    public record Row(Label label, Node content) {}

    private final IdentityViewModel model;
    private final Texts texts = Texts.of(IdentityForm.class);
    private final TextField name = new TextField();
    private final PasswordTextField secret = new PasswordTextField();
    private final FindingLine nameFinding;
    private final FindingLine secretFinding;
    private final FindingLine outcome;
    private final Button reveal;
    private final Button copy;
    private final Button apply = new Button();
    private final String id;

    /// @param id ids of its parts begin with it
    public IdentityForm(String id, ConsoleContext context) {
        this(
                id,
                new IdentityViewModel(
                        context.channels(),
                        context.tasks(),
                        context.dialogs(),
                        context.copier(),
                        Secrets::fresh));
    }

    IdentityForm(String id, IdentityViewModel model) {
        this.id = id;
        this.model = model;
        nameFinding = new FindingLine(id + "-name-finding");
        secretFinding = new FindingLine(id + "-secret-finding");
        outcome = new FindingLine(id + "-outcome");
        name.setId(id + "-name");
        name.getStyleClass().addAll("mono", "long");
        name.textProperty().bindBidirectional(model.name());
        name.setOnAction(_ -> model.apply());
        secret.setId(id + "-secret");
        secret.getStyleClass().addAll("mono", "long");
        showPrompt();
        secret.setOnAction(_ -> model.apply());
        secret.passwordProperty().addListener((_, _, typed) -> model.secret().set(typed));
        model.secret()
                .addListener(
                        (_, _, typed) -> {
                            if (!Objects.equals(typed, secret.getPassword())) {
                                secret.setText(typed);
                            }
                        });
        reveal =
                Icons.button(
                        id + "-reveal",
                        Feather.EYE,
                        texts.get("identity.show"),
                        () -> secret.setRevealPassword(!secret.getRevealPassword()));
        copy =
                Icons.button(
                        id + "-copy", Feather.COPY, texts.get("identity.copy"), model::copySecret);
        apply.setId(id + "-apply");
        apply.getStyleClass().add(Styles.ACCENT);
        apply.setOnAction(_ -> model.apply());
        secret.revealPasswordProperty().subscribe(this::showReveal);
        model.check().subscribe(this::show);
        model.busy().subscribe(this::showApply);
        model.failure().subscribe(_ -> showOutcome());
        model.success().subscribe(_ -> showOutcome());
        apply.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                model.begin();
                                showPrompt();
                                showApply();
                            }
                        });
    }

    /// Its fields and the button, in their order.
    public List<Row> rows() {
        var generate = new Button(texts.get("identity.generate"));
        generate.setId(id + "-generate");
        generate.setMinWidth(Region.USE_PREF_SIZE);
        generate.setTooltip(new Tooltip(texts.get("identity.generate.tip")));
        generate.setOnAction(
                _ -> {
                    model.generate();
                    secret.setRevealPassword(true);
                });
        HBox.setHgrow(secret, Priority.SOMETIMES);
        HBox.setHgrow(name, Priority.SOMETIMES);
        var secretLine = new HBox(secret, reveal, copy, generate);
        secretLine.getStyleClass().add("form-line");
        var nameLine = new HBox(name);
        nameLine.getStyleClass().add("form-line");
        var actLine = new HBox(apply);
        actLine.getStyleClass().add("form-line");
        return List.of(
                new Row(
                        label("identity.name", name),
                        field(nameLine, help("identity.name.help"), nameFinding)),
                new Row(
                        label("identity.secret", secret),
                        field(secretLine, help("identity.secret.help"), secretFinding)),
                new Row(new Label(), field(actLine, outcome)));
    }

    private Label label(String key, Node of) {
        var label = new Label(texts.get(key));
        label.setLabelFor(of);
        return label;
    }

    private Label help(String key) {
        var help = new Label(texts.get(key));
        help.setWrapText(true);
        help.setMinHeight(Region.USE_PREF_SIZE);
        help.getStyleClass().add("form-help");
        return help;
    }

    private static VBox field(Node... parts) {
        var field = new VBox(parts);
        field.getStyleClass().add("form-field");
        return field;
    }

    private void show(IdentityViewModel.Check check) {
        nameFinding.say(
                check.nameIsWrong() ? FindingLine.Level.ERROR : FindingLine.Level.NOTE,
                check.name());
        name.pseudoClassStateChanged(Styles.STATE_DANGER, check.nameIsWrong());
        secretFinding.say(
                check.secretIsGood() ? FindingLine.Level.OK : FindingLine.Level.NOTE,
                check.secretIsGood() ? texts.get("identity.secret.good") : check.secret());
        copy.setDisable(!check.secretIsGood());
        showApply();
    }

    private void showReveal() {
        boolean shown = secret.getRevealPassword();
        reveal.setGraphic(Icons.of(shown ? Feather.EYE_OFF : Feather.EYE));
        String text = texts.get(shown ? "identity.hide" : "identity.show");
        reveal.setAccessibleText(text);
        reveal.getTooltip().setText(text);
    }

    private void showApply() {
        boolean busy = model.busy().get();
        String key = model.isStored() ? "identity.change" : "identity.use";
        apply.setText(texts.get(busy ? "identity.busy" : key));
        apply.setDisable(busy || model.check().get().identity().isEmpty());
    }

    private void showPrompt() {
        secret.setPromptText(
                texts.get(model.isStored() ? "identity.secret.stored" : "identity.secret.prompt"));
    }

    private void showOutcome() {
        boolean failed = !model.failure().get().isEmpty();
        outcome.say(
                failed ? FindingLine.Level.ERROR : FindingLine.Level.OK,
                failed ? model.failure().get() : model.success().get());
        showPrompt();
        showApply();
    }
}
