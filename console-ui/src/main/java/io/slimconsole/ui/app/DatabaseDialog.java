package io.slimconsole.ui.app;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;

import java.util.LinkedHashMap;
import java.util.Map;

/// Asks about the database in a window of its own, before there is the main one.
final class DatabaseDialog {
    private static final double WIDTH = 560;

    private final DatabaseQuestion question;

    DatabaseDialog(DatabaseQuestion question) {
        this.question = question;
    }

    /// Waits for the operator; on the JavaFX application thread. Closing the dialog means to quit.
    DatabaseQuestion.Choice ask() {
        Application.setUserAgentStylesheet(
                Platform.getPreferences().getColorScheme() == ColorScheme.DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
        Map<ButtonType, DatabaseQuestion.Choice> buttons = new LinkedHashMap<>();
        for (DatabaseQuestion.Choice choice : question.choices()) {
            buttons.put(new ButtonType(choice.text(), place(choice)), choice);
        }
        var alert =
                new Alert(
                        Alert.AlertType.WARNING,
                        question.text(),
                        buttons.keySet().toArray(ButtonType[]::new));
        alert.setTitle("SLIM Console");
        alert.setHeaderText(question.title());
        alert.getDialogPane().setId("database-question");
        alert.getDialogPane().setPrefWidth(WIDTH);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        return alert.showAndWait().map(buttons::get).orElse(DatabaseQuestion.Choice.QUIT);
    }

    private ButtonData place(DatabaseQuestion.Choice choice) {
        if (choice == DatabaseQuestion.Choice.QUIT) {
            return ButtonData.CANCEL_CLOSE;
        }
        return choice == question.choices().getFirst() ? ButtonData.OK_DONE : ButtonData.OTHER;
    }
}
