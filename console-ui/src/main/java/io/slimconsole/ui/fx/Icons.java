package io.slimconsole.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// Icons, and the small buttons that consist of one.
public final class Icons {
    private Icons() {}

    /// Takes its size and colour from the stylesheet, by the class `icon`.
    public static Node of(Ikon ikon, String... styleClasses) {
        var icon = new FontIcon(ikon);
        icon.getStyleClass().add("icon");
        icon.getStyleClass().addAll(styleClasses);
        return icon;
    }

    /// A flat button; `text` is its tooltip, and what a screen reader says.
    public static Button button(String id, Ikon ikon, String text, Runnable action) {
        var button = new Button(null, of(ikon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "icon-button");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
