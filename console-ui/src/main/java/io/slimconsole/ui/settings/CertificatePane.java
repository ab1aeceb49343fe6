package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.time.ZoneId;
import java.util.Optional;

/// What the chosen certificate says of itself.
final class CertificatePane extends GridPane {
    private final Texts texts;
    private final ZoneId zone;

    CertificatePane(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
        setId("certificate-facts");
        getStyleClass().add("certificate-facts");
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().setAll(names, values);
        show(Optional.empty());
    }

    void show(Optional<CertificateFacts> certificate) {
        getChildren().clear();
        setVisible(certificate.isPresent());
        setManaged(certificate.isPresent());
        certificate.ifPresent(this::fill);
    }

    private void fill(CertificateFacts facts) {
        add("subject", facts.subject());
        add("issuer", facts.issuer());
        add(
                "names",
                facts.names().isEmpty()
                        ? texts.get("facts.names.none")
                        : String.join(", ", facts.names()));
        add(
                "valid",
                texts.get(
                        "facts.valid.value",
                        Formats.time(facts.validFrom(), zone),
                        Formats.time(facts.validUntil(), zone)));
        add(
                "key",
                texts.get(
                        "facts.chain",
                        facts.key(),
                        Formats.count(facts.chain(), "certificate", "certificates")));
    }

    private void add(String key, String value) {
        var name = new Label(texts.get("facts." + key));
        name.getStyleClass().add("muted");
        GridPane.setValignment(name, VPos.TOP);
        var text = new Label(value);
        text.setId("certificate-" + key);
        text.setWrapText(true);
        addRow(getRowCount(), name, text);
    }
}
