package io.slimconsole.ui.fx;

import atlantafx.base.controls.PasswordTextField;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

import java.util.Objects;

/// A field for a secret, with a button that shows what was typed.
public final class SecretField extends HBox {
    private final Texts texts = Texts.of(SecretField.class);
    private final PasswordTextField field = new PasswordTextField();
    private final Button reveal;

    /// @param id of the field; the button's is the same with `-reveal`
    /// @param name what is asked for
    /// @param value what was typed, both ways
    public SecretField(String id, String name, StringProperty value, Runnable onEnter) {
        getStyleClass().addAll("form-line", "secret-field");
        field.setId(id);
        field.getStyleClass().addAll("mono", "long");
        field.setAccessibleText(name);
        field.setPromptText(name);
        field.setOnAction(_ -> onEnter.run());
        field.passwordProperty().addListener((_, _, typed) -> value.set(typed));
        value.addListener(
                (_, _, typed) -> {
                    if (!Objects.equals(typed, field.getPassword())) {
                        field.setText(typed);
                    }
                });
        reveal =
                Icons.button(
                        id + "-reveal",
                        Feather.EYE,
                        texts.get("secret.show"),
                        () -> field.setRevealPassword(!field.getRevealPassword()));
        field.revealPasswordProperty().subscribe(this::showReveal);
        HBox.setHgrow(field, Priority.SOMETIMES);
        getChildren().setAll(field, reveal);
    }

    /// The cursor goes there.
    public void focus() {
        field.requestFocus();
        field.end();
    }

    /// Hides what was typed.
    public void cover() {
        field.setRevealPassword(false);
    }

    private void showReveal() {
        boolean shown = field.getRevealPassword();
        String text = texts.get(shown ? "secret.hide" : "secret.show");
        reveal.setGraphic(Icons.of(shown ? Feather.EYE_OFF : Feather.EYE));
        reveal.setAccessibleText(text);
        reveal.getTooltip().setText(text);
    }
}
