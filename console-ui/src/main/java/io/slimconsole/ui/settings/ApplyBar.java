package io.slimconsole.ui.settings;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.AuditViewModel.Changes;
import io.slimconsole.ui.settings.Pending.Effect;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The foot of the page: what there is to apply, what that does, and how a start failed.
final class ApplyBar extends VBox {
    private static final int MAX_LINKS = 3;

    private final SettingsViewModel model;
    private final AuditViewModel audit;
    private final Texts texts;
    private final Map<SettingField, String> names;
    private final Consumer<SettingField> goTo;
    private final Runnable goToAudit;
    private final FlowPane message = new FlowPane();
    private final Button apply = new Button();
    private final Button revert;
    private final HBox failure = new HBox();

    /// @param names of the fields, as their labels say
    /// @param goTo brings a field into sight and focuses it
    /// @param goToAudit brings what is recorded into sight
    ApplyBar(
            SettingsViewModel model,
            AuditViewModel audit,
            Texts texts,
            Map<SettingField, String> names,
            Consumer<SettingField> goTo,
            Runnable goToAudit) {
        this.model = model;
        this.audit = audit;
        this.goToAudit = goToAudit;
        this.texts = texts;
        this.names = names;
        this.goTo = goTo;
        setId("settings-bar");
        getStyleClass().add("apply-bar");
        message.setId("settings-pending");
        message.getStyleClass().add("pending");
        message.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(message, Priority.ALWAYS);
        apply.setId("settings-apply");
        apply.getStyleClass().add(Styles.ACCENT);
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setMnemonicParsing(true);
        apply.setTooltip(new Tooltip(texts.get("apply.tip")));
        apply.setOnAction(_ -> apply(model, audit));
        revert = button("settings-revert", "revert", () -> revert(model, audit));
        revert.setTooltip(new Tooltip(texts.get("revert.tip")));
        var line = new HBox(message, revert, apply);
        line.getStyleClass().add("apply-line");
        line.setAlignment(Pos.CENTER_LEFT);
        failure.setId("settings-failure");
        failure.getStyleClass().addAll("banner", "danger");
        getChildren().setAll(failure, line);
        model.pending().subscribe(_ -> show());
        audit.changes().subscribe(_ -> show());
        model.connections().subscribe(_ -> show());
        model.failure().subscribe(this::showFailure);
    }

    /// Applies all that was changed on the page, unless something of it is wrong.
    static void apply(SettingsViewModel model, AuditViewModel audit) {
        boolean wrong =
                audit.changes().get() == Changes.WRONG
                        || model.pending().get() instanceof Pending.Errors;
        if (!wrong) {
            audit.apply();
            model.apply();
        }
    }

    static void revert(SettingsViewModel model, AuditViewModel audit) {
        audit.revert();
        model.revert();
    }

    private void show() {
        Pending pending = model.pending().get();
        Changes recorded = audit.changes().get();
        boolean nothing = pending instanceof Pending.Nothing;
        message.getChildren().setAll(messageOf(pending, recorded));
        apply.setDisable(
                recorded == Changes.WRONG
                        || !(pending instanceof Pending.Ready
                                || (nothing && recorded == Changes.READY)));
        apply.setText(texts.get(applyKey(pending)));
        revert.setDisable(
                (nothing && recorded == Changes.NONE) || pending instanceof Pending.Applying);
        failure.setDisable(pending instanceof Pending.Applying);
    }

    private List<Node> messageOf(Pending pending, Changes recorded) {
        if (recorded == Changes.WRONG) {
            return errors(pending instanceof Pending.Errors(var fields) ? fields : List.of());
        }
        return recorded == Changes.READY && pending instanceof Pending.Nothing
                ? List.of(text(Feather.EDIT_3, "accent", texts.get("pending.audit")))
                : messageOf(pending);
    }

    private List<Node> messageOf(Pending pending) {
        return switch (pending) {
            case Pending.Nothing _ ->
                    List.of(text(Feather.CHECK_CIRCLE, "ok", texts.get("pending.nothing")));
            case Pending.Reading _ ->
                    List.of(text(Feather.FILE_TEXT, "note", texts.get("pending.reading")));
            case Pending.Applying _ ->
                    List.of(text(Feather.REFRESH_CW, "accent", texts.get("pending.applying")));
            case Pending.Errors(List<SettingField> fields) -> errors(fields);
            case Pending.Ready(Effect effect) ->
                    List.of(
                            text(
                                    Feather.EDIT_3,
                                    "accent",
                                    switch (effect) {
                                        case NONE -> texts.get("pending.save");
                                        case LATER -> texts.get("pending.later");
                                        case START -> texts.get("pending.start");
                                        case RESTART ->
                                                texts.get(
                                                        "pending.restart",
                                                        model.connections().get());
                                    }));
        };
    }

    private List<Node> errors(List<SettingField> fields) {
        var nodes = new ArrayList<Node>();
        int recorded = audit.errors().get().size();
        nodes.add(
                text(
                        Feather.ALERT_OCTAGON,
                        "error",
                        texts.get("pending.errors", fields.size() + recorded)));
        if (recorded > 0) {
            var link = new Hyperlink(texts.get("section.audit"));
            link.setId("settings-error-audit");
            link.setOnAction(_ -> goToAudit.run());
            nodes.add(link);
        }
        fields.stream().limit(MAX_LINKS).forEach(f -> nodes.add(link(f)));
        if (fields.size() > MAX_LINKS) {
            nodes.add(new Label(texts.get("pending.more", fields.size() - MAX_LINKS)));
        }
        return nodes;
    }

    private Hyperlink link(SettingField field) {
        var link = new Hyperlink(nameOf(field));
        link.setId("settings-error-" + field.key());
        link.setOnAction(_ -> goTo.accept(field));
        return link;
    }

    private String nameOf(SettingField field) {
        return names.getOrDefault(field, field.key());
    }

    private static String applyKey(Pending pending) {
        return pending instanceof Pending.Ready(Effect effect)
                ? switch (effect) {
                    case RESTART -> "apply.restart";
                    case START -> "apply.start";
                    case NONE, LATER -> "apply";
                }
                : "apply";
    }

    private static Label text(Ikon icon, String style, String text) {
        var label = new Label(text, Icons.of(icon, style));
        label.getStyleClass().add(style);
        label.setWrapText(true);
        return label;
    }

    private void showFailure(Optional<Failure> now) {
        failure.getChildren().clear();
        now.ifPresent(this::fill);
        failure.setVisible(now.isPresent());
        failure.setManaged(now.isPresent());
    }

    private void fill(Failure failed) {
        var title = new Label(texts.get("failure.title"));
        title.getStyleClass().add("strong");
        var why = new Label(failed.message());
        why.setId("settings-failure-message");
        why.setWrapText(true);
        var mend = new Hyperlink(texts.get("failure.goTo", nameOf(failed.field())));
        mend.setId("settings-failure-go");
        mend.setOnAction(_ -> goTo.accept(failed.field()));
        var words = new VBox(title, why, mend);
        words.getStyleClass().add("failure-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        var back = button("settings-failure-back", "failure.back", model::backToLastWorking);
        back.setVisible(failed.canGoBack());
        back.setManaged(failed.canGoBack());
        var retry = button("settings-failure-retry", "failure.retry", model::retry);
        failure.getChildren().setAll(Icons.of(Feather.ALERT_OCTAGON), words, back, retry);
    }

    private Button button(String id, String key, Runnable act) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setMnemonicParsing(true);
        button.setOnAction(_ -> act.run());
        return button;
    }
}
