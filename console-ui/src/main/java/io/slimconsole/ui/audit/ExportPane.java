package io.slimconsole.ui.audit;

import atlantafx.base.theme.Styles;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks in which form, and into which file, what is shown is to be written.
final class ExportPane {
    private final VBox root = new VBox();

    /// @param found looks for what is shown
    /// @param count how much that is
    /// @param done called when the export has begun
    ExportPane(
            Texts texts,
            AuditWork work,
            Dialogs dialogs,
            Supplier<? extends Finding<? extends AuditEntry>> found,
            long count,
            Runnable done) {
        root.setId("export");
        root.getStyleClass().addAll("facts", "export");
        var what = label(texts.get("export.what", count, Formats.count(count)));
        what.setId("export-what");
        var formats = new ToggleGroup();
        var lines = choice("export-json", texts.get("export.json"), formats);
        var table = choice("export-csv", texts.get("export.csv"), formats);
        lines.setSelected(true);
        var choose = new Button(texts.get("export.choose"));
        choose.setId("export-choose");
        choose.getStyleClass().add(Styles.ACCENT);
        choose.setDefaultButton(true);
        choose.setOnAction(
                _ -> {
                    boolean csv = table.isSelected();
                    Optional<Path> target =
                            dialogs.chooseTarget(
                                    texts.get("export.title"),
                                    Optional.of(Path.of(System.getProperty("user.home"))),
                                    texts.get("export.name") + (csv ? ".csv" : ".jsonl"));
                    target.ifPresent(
                            file -> {
                                work.export(
                                        found,
                                        csv ? ExportFormat.CSV : ExportFormat.JSON_LINES,
                                        file);
                                done.run();
                            });
                });
        root.getChildren()
                .setAll(
                        what,
                        lines,
                        help(texts.get("export.json.help")),
                        table,
                        help(texts.get("export.csv.help")),
                        choose);
        root.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                lines.requestFocus();
                            }
                        });
    }

    Node node() {
        return root;
    }

    private static RadioButton choice(String id, String text, ToggleGroup group) {
        var button = new RadioButton(text);
        button.setId(id);
        button.setToggleGroup(group);
        return button;
    }

    private static Label help(String text) {
        var label = label(text);
        label.getStyleClass().addAll("facts-caption", "export-help");
        return label;
    }

    private static Label label(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        return label;
    }
}
