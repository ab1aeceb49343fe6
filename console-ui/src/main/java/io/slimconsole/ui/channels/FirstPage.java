package io.slimconsole.ui.channels;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// What an operator sees who has no channels, and could not have any yet: what a channel is, and what it takes.
final class FirstPage {
    private final ScrollPane root = new ScrollPane();

    FirstPage(IdentityForm form, Texts texts) {
        var title = new Label(texts.get("first.title"));
        title.getStyleClass().add(Styles.TITLE_3);
        title.setWrapText(true);
        var page =
                new VBox(
                        Icons.of(Feather.HASH, "state-icon"),
                        title,
                        words(texts.get("first.what")),
                        words(texts.get("first.needs")));
        for (IdentityForm.Row row : form.rows()) {
            row.label().getStyleClass().add("side-form-caption");
            var field = new VBox(row.label(), row.content());
            field.getStyleClass().add("form-field");
            if (row.label().getText().isEmpty()) {
                field.getChildren().remove(row.label());
            }
            page.getChildren().add(field);
        }
        page.setId("channels-first");
        page.getStyleClass().add("identity");
        var middle = new StackPane(page);
        middle.getStyleClass().add("identity-middle");
        root.setContent(middle);
        root.setFitToWidth(true);
        root.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        root.getStyleClass().add("page-scroll");
    }

    Node node() {
        return root;
    }

    private static Label words(String text) {
        var words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }
}
