package io.slimconsole.ui.audit;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.SecretField;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.LivePage;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.concurrent.Executor;

/// Where the passphrase of a locked log is entered: instead of its entries, and in the settings.
public final class UnlockForm {
    private final VBox node = new VBox();
    private final SecretField secret;

    /// @param id ids of its parts begin with it
    public UnlockForm(String id, ConsoleContext context) {
        this(id, new UnlockViewModel(context.audit(), context.tasks(), context.toasts()));
    }

    /// The cursor is in it as soon as it is seen.
    ///
    /// @param ui takes the focus there once the scene has its place
    static UnlockForm instead(String id, UnlockViewModel model, Executor ui) {
        var form = new UnlockForm(id, model);
        form.node
                .sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                ui.execute(form.secret::focus);
                            }
                        });
        return form;
    }

    private UnlockForm(String id, UnlockViewModel model) {
        Texts texts = Texts.of(UnlockForm.class);
        secret =
                new SecretField(
                        id + "-passphrase",
                        texts.get("unlock.passphrase"),
                        model.typed(),
                        model::unlock);
        HBox.setHgrow(secret, Priority.ALWAYS);
        var act = new Button(texts.get("unlock.act"));
        act.setId(id + "-act");
        act.setMinWidth(Region.USE_PREF_SIZE);
        act.getStyleClass().add(Styles.ACCENT);
        act.setOnAction(_ -> model.unlock());
        model.busy()
                .subscribe(
                        busy -> {
                            act.setText(texts.get(busy ? "unlock.busy" : "unlock.act"));
                            act.setDisable(busy);
                        });
        var problem = new Label();
        problem.setId(id + "-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.setGraphic(Icons.of(Feather.ALERT_OCTAGON, "error"));
        problem.getStyleClass().addAll("finding", "error");
        model.problem()
                .subscribe(
                        text -> {
                            problem.setText(text);
                            LivePage.setShown(problem, !text.isEmpty());
                            if (!text.isEmpty()) {
                                secret.focus();
                            }
                        });
        var line = new HBox(secret, act);
        line.getStyleClass().add("form-line");
        node.setId(id);
        node.getStyleClass().add("unlock");
        node.getChildren().setAll(line, problem);
    }

    public Node node() {
        return node;
    }
}
