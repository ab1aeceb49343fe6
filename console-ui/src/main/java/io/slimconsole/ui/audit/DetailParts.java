package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.Target;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

import org.kordamp.ikonli.Ikon;

import java.util.List;
import java.util.function.Consumer;

/// What the details of both trails are made of.
///
/// @param open goes to a place
record DetailParts(Texts texts, Consumer<Target> open) {
    Node link(String id, String text, Target target) {
        var link = new Hyperlink(text);
        link.setId(id);
        link.setOnAction(_ -> open.accept(target));
        return link;
    }

    /// A connection: a link to it while it is known, else its number.
    Node connection(String id, ConnectionRef connection, Links links) {
        Target target = links.connections().get(connection);
        if (target != null) {
            return link(id, texts.get("detail.connection", connection), target);
        }
        var label = new Label(texts.get("detail.connection.gone", connection));
        label.getStyleClass().add("facts-caption");
        label.setWrapText(true);
        return label;
    }

    static HBox note(Ikon icon, String text, boolean neutral) {
        var label = new Label(text);
        label.setWrapText(true);
        var note = new HBox(Icons.of(icon), label);
        note.setId("entry-note");
        note.getStyleClass().add("facts-note");
        if (neutral) {
            note.getStyleClass().add("neutral");
        }
        return note;
    }

    static Button button(String id, String text, Runnable act) {
        var button = new Button(text);
        button.setId(id);
        button.setOnAction(_ -> act.run());
        return button;
    }

    static FlowPane buttons(List<Button> buttons) {
        var pane = new FlowPane();
        pane.getStyleClass().add("entry-actions");
        pane.getChildren().setAll(buttons);
        return pane;
    }
}
