package io.slimconsole.ui.settings;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.audit.UnlockForm;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.SecretField;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.Finding.Level;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.LivePage;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

/// The keys of the audit log and their passphrase, on the settings page. What is done here counts at once.
final class KeysRows {
    private final KeysViewModel model;
    private final Texts texts;

    private KeysRows(KeysViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    static void addTo(
            FormSection section, KeysViewModel model, ConsoleContext context, Texts texts) {
        var rows = new KeysRows(model, texts);
        section.add(new Label(texts.get("keys.label")), rows.keys());
        section.add(
                new Label(texts.get("keys.passphrase.label")),
                rows.passphrase(new UnlockForm("keys-unlock", context).node()));
    }

    private VBox keys() {
        var state = new Label();
        state.setId("keys-state");
        state.setWrapText(true);
        Button rotate = button("keys-rotate", "keys.rotate", model::rotate);
        var line = new HBox(state, rotate);
        line.getStyleClass().add("form-line");
        var fingerprint = new Label();
        fingerprint.setId("keys-fingerprint");
        fingerprint.setWrapText(true);
        fingerprint.getStyleClass().addAll("mono", "fingerprint");
        var copy =
                Icons.button(
                        "keys-copy",
                        Feather.COPY,
                        texts.get("keys.fingerprint.copy"),
                        model::copyFingerprint);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        var printed = new HBox(fingerprint, copy);
        printed.getStyleClass().add("form-line");
        printed.setAlignment(Pos.CENTER_LEFT);
        Label help = help("keys.fingerprint.help");
        Runnable look =
                () -> {
                    boolean known = !model.fingerprint().isEmpty();
                    state.setText(model.state());
                    fingerprint.setText(inTwoLines(model.fingerprint()));
                    LivePage.setShown(rotate, known);
                    LivePage.setShown(printed, known);
                    LivePage.setShown(help, known);
                };
        model.reading().subscribe(_ -> look.run());
        return field(line, printed, help);
    }

    /// Broken between two of its groups, so that they can be compared one by one.
    private static String inTwoLines(String fingerprint) {
        int middle = fingerprint.indexOf('-', fingerprint.length() / 2);
        return middle < 0
                ? fingerprint
                : fingerprint.substring(0, middle + 1) + "\n" + fingerprint.substring(middle + 1);
    }

    private VBox passphrase(Node unlock) {
        var state = new Label();
        state.setId("keys-passphrase-state");
        state.setWrapText(true);
        Button set = button("keys-set", "keys.set", model::ask);
        Button remove = button("keys-remove", "keys.remove", model::unprotect);
        var line = new HBox(state, set, remove);
        line.getStyleClass().add("form-line");
        Label help = help("keys.is-open.help");
        VBox form = form();
        Runnable look =
                () -> {
                    boolean known = !model.fingerprint().isEmpty();
                    boolean idle = known && !model.asking().get();
                    state.setGraphic(Icons.of(model.isProtected() ? Feather.LOCK : Feather.UNLOCK));
                    state.setText(
                            texts.get(model.isProtected() ? "keys.is-under" : "keys.is-open"));
                    help.setText(
                            texts.get(
                                    model.isProtected()
                                            ? "keys.is-under.help"
                                            : "keys.is-open.help"));
                    set.setText(texts.get(model.isProtected() ? "keys.change" : "keys.set"));
                    LivePage.setShown(line, known);
                    LivePage.setShown(set, idle);
                    boolean removable = idle && model.isProtected();
                    if (idle && (form.isVisible() || (remove.isFocused() && !removable))) {
                        // else the keyboard, and the page with it, goes on to another section
                        set.requestFocus();
                    }
                    LivePage.setShown(remove, removable);
                    LivePage.setShown(help, idle);
                    LivePage.setShown(form, known && model.asking().get());
                    LivePage.setShown(unlock, model.isLocked());
                };
        form.setVisible(false);
        model.reading().subscribe(_ -> look.run());
        model.asking().subscribe(_ -> look.run());
        return field(line, help, form, unlock);
    }

    private VBox form() {
        var words = new Label(texts.get("keys.consequence"));
        words.setWrapText(true);
        var consequence = new HBox(Icons.of(Feather.ALERT_TRIANGLE), words);
        consequence.setId("keys-consequence");
        consequence.getStyleClass().addAll("banner", "warning");
        var first =
                new SecretField(
                        "keys-first", texts.get("keys.first"), model.first(), model::protect);
        var second =
                new SecretField(
                        "keys-second", texts.get("keys.second"), model.second(), model::protect);
        Label problem = FindingLabels.of("keys-problem", new Finding(Level.ERROR, ""));
        model.problem()
                .subscribe(
                        text -> {
                            problem.setText(text);
                            LivePage.setShown(problem, !text.isEmpty());
                        });
        Button store = button("keys-store", "keys.store", model::protect);
        store.getStyleClass().add(Styles.ACCENT);
        Button cancel = button("keys-cancel", "keys.cancel", model::cancel);
        model.busy()
                .subscribe(busy -> store.setText(texts.get(busy ? "keys.storing" : "keys.store")));
        model.asking()
                .subscribe(
                        (_, asks) -> {
                            first.cover();
                            second.cover();
                            if (asks) {
                                first.focus();
                            }
                        });
        var buttons = new HBox(store, cancel);
        buttons.getStyleClass().add("form-line");
        var box = new VBox(consequence, first, second, problem, buttons);
        box.setId("keys-form");
        box.getStyleClass().add("keys-form");
        return box;
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    private Label help(String key) {
        var label = new Label(texts.get(key));
        label.setWrapText(true);
        label.getStyleClass().add("form-help");
        return label;
    }

    private static VBox field(Node... parts) {
        var box = new VBox(parts);
        box.getStyleClass().add("form-field");
        return box;
    }
}
