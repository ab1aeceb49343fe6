package io.slimconsole.ui.channels;

import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.CurrentSettings;

import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.feather.Feather;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/// Switches whether what is said in a channel goes into the audit log, and shows that it does. Switching it on says what
/// that means, and asks.
final class ContentSwitch {
    private final CurrentSettings settings;
    private final Dialogs dialogs;
    private final Texts texts;
    private final CheckMenuItem item = new CheckMenuItem();
    private final Label fact = new Label();
    private String channel = "";

    ContentSwitch(CurrentSettings settings, Dialogs dialogs, Texts texts) {
        this.settings = settings;
        this.dialogs = dialogs;
        this.texts = texts;
        item.setId("channel-record-content");
        item.setText(texts.get("content.record"));
        item.setOnAction(_ -> chosen(item.isSelected()));
        fact.setId("channel-content");
        fact.getStyleClass().add("channel-fact");
        fact.setGraphic(Icons.of(Feather.DISC));
        fact.setText(texts.get("content.recorded"));
        fact.setTooltip(new Tooltip(texts.get("content.recorded.tip")));
        look();
    }

    CheckMenuItem item() {
        return item;
    }

    /// In sight while content is recorded.
    Label fact() {
        return fact;
    }

    /// @param prefix the channel that is shown from now on
    void show(String prefix) {
        channel = prefix;
        look();
    }

    private void look() {
        boolean on = isOn();
        if (item.isSelected() != on) {
            item.setSelected(on);
        }
        fact.setVisible(on);
        fact.setManaged(on);
    }

    private boolean isOn() {
        AuditRules rules = settings.get().audit();
        return rules.contentOf().contains(channel)
                && rules.activity().contains(ActivityKind.Group.CONTENT);
    }

    private void chosen(boolean on) {
        String which = channel;
        if (!on) {
            change(which, false);
            return;
        }
        look();
        dialogs.confirm(
                new Confirmation(
                        texts.get("content.title", which),
                        texts.get("content.consequence"),
                        texts.get("content.act"),
                        true),
                () -> change(which, true));
    }

    private void change(String which, boolean on) {
        settings.change(s -> s.withAudit(changed(s.audit(), which, on)));
        look();
    }

    private static AuditRules changed(AuditRules rules, String which, boolean on) {
        Set<String> content = new HashSet<>(rules.contentOf());
        Set<ActivityKind.Group> groups = EnumSet.noneOf(ActivityKind.Group.class);
        groups.addAll(rules.activity());
        if (on) {
            content.add(which);
            groups.add(ActivityKind.Group.CONTENT);
        } else {
            content.remove(which);
        }
        return new AuditRules(
                rules.messages(),
                rules.leftOut(),
                groups,
                content,
                rules.keepMessages(),
                rules.keepActivity());
    }
}
