package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/// The list of sections at the left of the page: where one is, and which have errors.
final class Contents extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Texts texts;
    private final Map<Section, Button> entries = new EnumMap<>(Section.class);

    Contents(Texts texts, Consumer<Section> goTo) {
        this.texts = texts;
        setId("settings-contents");
        getStyleClass().add("contents");
        for (Section section : Section.values()) {
            var entry = new Button(texts.get("section." + section.key()));
            entry.setId("settings-go-" + section.key());
            entry.getStyleClass().add("contents-entry");
            entry.setMaxWidth(Double.MAX_VALUE);
            entry.setContentDisplay(ContentDisplay.RIGHT);
            entry.setOnAction(_ -> goTo.accept(section));
            Node mark = Icons.of(Feather.ALERT_OCTAGON, "error");
            mark.setVisible(false);
            entry.setGraphic(mark);
            entries.put(section, entry);
            getChildren().add(entry);
        }
        select(Section.GENERAL);
    }

    void select(Section section) {
        entries.forEach((s, entry) -> entry.pseudoClassStateChanged(SELECTED, s == section));
    }

    void setErrors(Section section, boolean errors) {
        entries.forEach(
                (s, entry) -> {
                    if (s == section) {
                        entry.getGraphic().setVisible(errors);
                        String name = texts.get("section." + s.key());
                        entry.setAccessibleText(errors ? texts.get("section.errors", name) : name);
                    }
                });
    }
}
