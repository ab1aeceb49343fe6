package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.Facts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Everything known of one activity; what was changed stands beside what it is now.
final class ActivityDetails {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Texts texts;
    private final ZoneId zone;
    private final DetailParts parts;
    private final Consumer<String> ask;
    private final Consumer<ActivityEntry> copy;

    ActivityDetails(
            Texts texts,
            ZoneId zone,
            Consumer<Target> open,
            Consumer<String> ask,
            Consumer<ActivityEntry> copy) {
        this.texts = texts;
        this.zone = zone;
        this.parts = new DetailParts(texts, open);
        this.ask = ask;
        this.copy = copy;
    }

    String heading(ActivityEntry entry) {
        return texts.get("kind." + entry.kind());
    }

    Node of(ActivityEntry entry, Links links) {
        var facts = new Facts("activity-detail");
        facts.with(
                DetailParts.note(
                        TrailCells.iconOf(entry.kind()),
                        VisibleText.of(entry.text()),
                        entry.success()));
        facts.section(texts.get("detail.section.activity"))
                .fact("at", texts.get("column.time"), "mono")
                .fact("actor", texts.get("column.actor"))
                .fact("subject", texts.get("column.subject"))
                .fact("outcome", texts.get("detail.outcome"))
                .fact("session", texts.get("column.session"), "mono")
                .fact("sequence", texts.get("column.sequence"), "mono");
        facts.set("at", AuditTimes.full(entry.at(), zone));
        facts.set("actor", VisibleText.of(entry.actor()));
        facts.set("subject", VisibleText.of(entry.subject()));
        facts.set("outcome", texts.get(entry.success() ? "detail.succeeded" : "detail.failed"));
        facts.set(
                "session",
                entry.session().isPresent()
                        ? Integer.toUnsignedString(entry.session().getAsInt())
                        : "");
        facts.set("sequence", Formats.count(entry.sequence()));
        places(facts, entry, links);
        if (entry.facts().containsKey(BEFORE) || entry.facts().containsKey(AFTER)) {
            facts.section(texts.get("detail.section.change")).with(change(entry));
        }
        content(facts, entry, links);
        others(facts, entry);
        facts.with(DetailParts.buttons(actions(entry)));
        return facts;
    }

    private void places(Facts facts, ActivityEntry entry, Links links) {
        if (entry.connection().isEmpty() && links.channel().isEmpty()) {
            return;
        }
        facts.section(texts.get("detail.section.places"));
        entry.connection()
                .ifPresent(c -> facts.with(parts.connection("activity-connection", c, links)));
        links.channel()
                .ifPresent(
                        c ->
                                facts.with(
                                        parts.link(
                                                "activity-channel",
                                                texts.get("detail.channel", c.name().prefix()),
                                                new Target.OfChannel(c.sessionId()))));
    }

    private void content(Facts facts, ActivityEntry entry, Links links) {
        if (entry.kind() == ActivityKind.CONTENT) {
            var text = new Label(links.content().orElseGet(() -> texts.get("detail.content.none")));
            text.setId("activity-content");
            text.setWrapText(true);
            text.getStyleClass().add(links.content().isPresent() ? "mono" : "facts-caption");
            var box = new VBox(text);
            box.getStyleClass().add("change-side");
            facts.section(texts.get("detail.section.content")).with(box);
        }
    }

    private Node change(ActivityEntry entry) {
        var grid = new GridPane();
        grid.setId("activity-change");
        grid.getStyleClass().add("change");
        for (int i = 0; i < 2; i++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        grid.addRow(0, side(BEFORE, entry), side(AFTER, entry));
        return grid;
    }

    private VBox side(String which, ActivityEntry entry) {
        var caption = new Label(texts.get("detail." + which));
        caption.getStyleClass().add("facts-caption");
        String value = entry.facts().getOrDefault(which, "");
        var text = new Label(value.isEmpty() ? Formats.NONE : lines(value));
        text.setWrapText(true);
        text.getStyleClass().add("mono");
        var box = new VBox(caption, text);
        box.getStyleClass().addAll("change-side", which);
        box.setMaxHeight(Double.MAX_VALUE);
        return box;
    }

    private static String lines(String value) {
        return String.join("\n", value.lines().map(VisibleText::of).toList());
    }

    private void others(Facts facts, ActivityEntry entry) {
        List<Map.Entry<String, String>> rest =
                entry.facts().entrySet().stream()
                        .filter(f -> !f.getKey().equals(BEFORE) && !f.getKey().equals(AFTER))
                        .toList();
        if (rest.isEmpty()) {
            return;
        }
        facts.section(texts.get("detail.section.facts"));
        for (int i = 0; i < rest.size(); i++) {
            Map.Entry<String, String> fact = rest.get(i);
            String key = "fact." + fact.getKey();
            String caption = texts.has(key) ? texts.get(key) : VisibleText.of(fact.getKey());
            facts.fact("fact-" + i, caption);
            facts.set("fact-" + i, lines(fact.getValue()));
        }
    }

    private List<Button> actions(ActivityEntry entry) {
        List<Button> buttons = new ArrayList<>();
        if (!entry.subject().isEmpty()) {
            buttons.add(
                    DetailParts.button(
                            "same-subject",
                            texts.get("follow.subject"),
                            () -> ask.accept("subject:\"" + entry.subject() + "\"")));
        }
        entry.connection()
                .ifPresent(
                        c ->
                                buttons.add(
                                        DetailParts.button(
                                                "same-connection",
                                                texts.get("follow.connection"),
                                                () -> ask.accept("conn:" + c))));
        buttons.add(
                DetailParts.button(
                        "copy-entry", texts.get("copy.json-menu"), () -> copy.accept(entry)));
        return buttons;
    }
}
