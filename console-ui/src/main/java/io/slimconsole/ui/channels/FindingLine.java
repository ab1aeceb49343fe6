package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.table.LivePage;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// What there is to say about what is typed above it: an icon and words, or nothing at all.
final class FindingLine extends Label {
    /// How grave it is.
    @SuppressWarnings("ImmutableEnumChecker") // icons are constants
    enum Level {
        NOTE(Feather.INFO, "note"),
        OK(Feather.CHECK_CIRCLE, "ok"),
        WARNING(Feather.ALERT_TRIANGLE, "warn"),
        ERROR(Feather.ALERT_OCTAGON, "error");

        private final Ikon ikon;
        private final String style;

        Level(Ikon ikon, String style) {
            this.ikon = ikon;
            this.style = style;
        }
    }

    FindingLine(String id) {
        setId(id);
        setWrapText(true);
        setAlignment(Pos.TOP_LEFT);
        setMinHeight(Region.USE_PREF_SIZE);
        getStyleClass().add("finding");
        say(Level.NOTE, "");
    }

    /// @param text empty for nothing
    void say(Level level, String text) {
        setText(text);
        for (Level each : Level.values()) {
            getStyleClass().remove(each.style);
        }
        getStyleClass().add(level.style);
        setGraphic(Icons.of(level.ikon, level.style));
        LivePage.setShown(this, !text.isEmpty());
    }
}
