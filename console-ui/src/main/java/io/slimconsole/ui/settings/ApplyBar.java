package io.slimconsole.ui.settings;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
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
    private final Texts texts;
    private final Map<SettingField, String> names;
    private final Consumer<SettingField> goTo;
    private final FlowPane message = new FlowPane();
    private final Button apply = new Button();
    private final Button revert;
    private final HBox failure = new HBox();

    /// @param names of the fields, as their labels say
    /// @param goTo brings a field into sight and focuses it
    ApplyBar(
            SettingsViewModel model,
            Texts texts,
            Map<SettingField, String> names,
            Consumer<SettingField> goTo) {
        this.model = model;
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
        apply.setOnAction(_ -> model.apply());
        revert = button("settings-revert", "revert", model::revert);
        revert.setTooltip(new Tooltip(texts.get("revert.tip")));
        var line = new HBox(message, revert, apply);
        line.getStyleClass().add("apply-line");
        line.setAlignment(Pos.CENTER_LEFT);
        failure.setId("settings-failure");
        failure.getStyleClass().addAll("banner", "danger");
        getChildren().setAll(failure, line);
        model.pending().subscribe(_ -> show());
        model.connections().subscribe(_ -> show());
        model.failure().subscribe(this::showFailure);
    }

    private void show() {
        Pending pending = model.pending().get();
        message.getChildren().setAll(messageOf(pending));
        apply.setDisable(!(pending instanceof Pending.Ready));
        apply.setText(texts.get(applyKey(pending)));
        revert.setDisable(
                pending instanceof Pending.Nothing || pending instanceof Pending.Applying);
        failure.setDisable(pending instanceof Pending.Applying);
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
        nodes.add(text(Feather.ALERT_OCTAGON, "error", texts.get("pending.errors", fields.size())));
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
