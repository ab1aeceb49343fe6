package io.slimconsole.ui.app;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.Look;

import javafx.application.ColorScheme;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/// Asks about the database in a window of its own, before there is the main one.
///
/// Enter takes the choice to take in doubt; Esc, and closing the window, mean to quit.
final class DatabaseDialog {
    private static final int NORMAL_SIZE = 100;

    private final DatabaseQuestion question;
    private final ColorScheme colours;
    private final Stage stage = new Stage();
    private DatabaseQuestion.Choice answer = DatabaseQuestion.Choice.QUIT;

    /// @param colours the desktop's: the operator's own choice is in the database that does not open
    DatabaseDialog(DatabaseQuestion question, ColorScheme colours) {
        this.question = question;
        this.colours = colours;
    }

    /// Waits for the operator; on the JavaFX application thread.
    DatabaseQuestion.Choice ask() {
        List<Button> buttons = buttons();
        var root = new VBox(message(), buttonBar(buttons));
        root.setId("database-question");
        root.getStyleClass().addAll("window", "question");
        var scene = new Scene(root);
        Look.apply(scene, colours == ColorScheme.DARK, NORMAL_SIZE);
        stage.setTitle("SLIM Console");
        stage.setResizable(false);
        stage.setScene(scene);
        buttons.getLast().requestFocus();
        stage.showAndWait();
        return answer;
    }

    private Node message() {
        var title = new Label(question.title());
        title.getStyleClass().add(Styles.TITLE_4);
        title.setWrapText(true);
        var words = new VBox(title);
        words.getStyleClass().add("question-words");
        question.text().lines().map(DatabaseDialog::paragraph).forEach(words.getChildren()::add);
        Label withoutSaving =
                paragraph(Texts.of(DatabaseDialog.class).get("choice.WITHOUT_SAVING.text"));
        withoutSaving.getStyleClass().add("muted");
        words.getChildren().add(withoutSaving);
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(Icons.of(Feather.ALERT_TRIANGLE, "warn", "state-icon"), words);
        row.getStyleClass().add("question-message");
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    /// The choice to take in doubt comes last, where the eye ends, and has the focus.
    private List<Button> buttons() {
        List<Button> buttons = new ArrayList<>();
        for (DatabaseQuestion.Choice choice : question.choices().reversed()) {
            var button = new Button(choice.text());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setCancelButton(choice == DatabaseQuestion.Choice.QUIT);
            button.setOnAction(
                    _ -> {
                        answer = choice;
                        stage.close();
                    });
            buttons.add(button);
        }
        buttons.getLast().getStyleClass().add(Styles.ACCENT);
        buttons.getLast().setDefaultButton(true);
        return buttons;
    }

    private static HBox buttonBar(List<Button> buttons) {
        var bar = new HBox(buttons.toArray(Node[]::new));
        bar.getStyleClass().addAll("buttons", "question-buttons");
        bar.setAlignment(Pos.CENTER_RIGHT);
        return bar;
    }

    private static Label paragraph(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
