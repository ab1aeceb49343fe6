package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.settings.Finding.Level;

import javafx.geometry.Pos;
import javafx.scene.control.Label;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.stream.IntStream;

/// Findings as lines of text with an icon, so that nothing is said by colour alone.
final class FindingLabels {
    private FindingLabels() {}

    /// @param id of the first line; the others count up
    static List<Label> of(String id, List<Finding> findings) {
        return IntStream.range(0, findings.size())
                .mapToObj(i -> of(i == 0 ? id : id + "-" + (i + 1), findings.get(i)))
                .toList();
    }

    static Label of(String id, Finding finding) {
        var label =
                new Label(
                        finding.text(),
                        Icons.of(iconOf(finding.level()), styleOf(finding.level())));
        label.setId(id);
        label.setWrapText(true);
        label.setAlignment(Pos.TOP_LEFT);
        label.getStyleClass().addAll("finding", styleOf(finding.level()));
        return label;
    }

    private static Ikon iconOf(Level level) {
        return switch (level) {
            case ERROR -> Feather.ALERT_OCTAGON;
            case WARNING -> Feather.ALERT_TRIANGLE;
            case INFO -> Feather.INFO;
            case OK -> Feather.CHECK_CIRCLE;
        };
    }

    private static String styleOf(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warn";
            case INFO -> "note";
            case OK -> "ok";
        };
    }
}
