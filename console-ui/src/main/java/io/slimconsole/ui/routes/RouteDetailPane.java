package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Facts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Everything known of one route, or of a group of them, beside the list.
final class RouteDetailPane {
    private final Texts texts;
    private final Clock clock;
    private final Consumer<ConnectionId> openClient;
    private final Facts facts = new Facts("route-detail");
    private final Label noteText = new Label();
    private final HBox note = new HBox(Icons.of(Feather.INFO), noteText);
    private final VBox subscribers = new VBox();
    private final Button explain = new Button();
    private final Button only = new Button();
    private String explained = "";
    private String filtered = "";

    /// @param explainName explains a name
    /// @param showOnly filters the table
    RouteDetailPane(
            Texts texts,
            Clock clock,
            Consumer<ConnectionId> openClient,
            Consumer<String> explainName,
            Consumer<String> showOnly) {
        this.texts = texts;
        this.clock = clock;
        this.openClient = openClient;
        noteText.setWrapText(true);
        note.getStyleClass().addAll("facts-note", "neutral");
        explain.setText(texts.get("detail.explain"));
        explain.setId("route-detail-explain");
        explain.setOnAction(_ -> explainName.accept(explained));
        only.setText(texts.get("detail.show-only"));
        only.setOnAction(_ -> showOnly.accept(filtered));
        var actions = new HBox(explain, only);
        actions.getStyleClass().add("actions");
        facts.with(note)
                .section(texts.get("detail.section.name"))
                .fact("organization", texts.get("detail.organization"))
                .fact("namespace", texts.get("detail.namespace"))
                .fact("service", texts.get("detail.service"))
                .fact("instance", texts.get("detail.instance"), "mono")
                .fact("routes", texts.get("detail.routes"))
                .fact("since", texts.get("detail.since"))
                .with(actions)
                .section(texts.get("detail.section.subscribers"))
                .fact("count", texts.get("detail.count"))
                .with(subscribers)
                .section(texts.get("detail.section.traffic"))
                .fact("messages", texts.get("detail.messages"))
                .fact("rate", texts.get("detail.rate"))
                .fact("bytes", texts.get("detail.bytes"))
                .fact("average", texts.get("detail.average"))
                .fact("last-matched", texts.get("detail.last-matched"))
                .section(texts.get("detail.section.encoding"))
                .fact("component-0", texts.get("detail.component.0"), "mono")
                .fact("component-1", texts.get("detail.component.1"), "mono")
                .fact("component-2", texts.get("detail.component.2"), "mono")
                .fact("id", texts.get("detail.id"), "mono");
    }

    Node node() {
        return facts;
    }

    void show(RouteDetail detail) {
        RouteLine line = detail.line();
        RouteName name = line.name();
        Instant at = clock.instant();
        boolean group = line.isGroup();
        String word =
                detail.gone()
                        ? texts.get("detail.gone")
                        : name.known() ? "" : texts.get("detail.unnamed");
        noteText.setText(word);
        note.setVisible(!word.isEmpty());
        note.setManaged(!word.isEmpty());
        explained = group ? name.path(Math.min(line.level(), 2)) : name.path(RouteName.INSTANCE);
        explain.setVisible(name.known() && line.level() >= 2);
        explain.setManaged(name.known() && line.level() >= 2);
        filtered = group ? line.path() + "/" : "";
        only.setVisible(group);
        only.setManaged(group);
        facts.set("organization", name.organization());
        facts.set("namespace", line.level() >= 1 ? name.namespace() : "");
        facts.set("service", line.level() >= 2 ? name.service() : "");
        facts.set(
                "instance",
                group ? "" : name.id().isNull() ? texts.get("detail.any") : name.id().toString());
        facts.set("routes", group ? Formats.count(line.routes()) : "");
        facts.set(
                "since",
                texts.get(
                        "detail.time-age",
                        Formats.time(line.since(), clock.getZone()),
                        Formats.age(Duration.between(line.since(), at))));
        facts.set("count", detail.gone() ? Formats.NONE : counts(line.subscribers()));
        facts.fill(
                subscribers,
                List.of(detail.subscribers(), line.subscribers().all()),
                () -> links(detail));
        facts.set("messages", Formats.count(line.messages()));
        facts.set(
                "rate",
                detail.gone() || Double.isNaN(line.perSecond())
                        ? ""
                        : Formats.messageRate(line.perSecond()));
        facts.set("bytes", Formats.bytes((double) line.bytes()));
        facts.set(
                "average",
                line.messages() == 0 ? "" : Formats.bytes((double) line.bytes() / line.messages()));
        facts.set(
                "last-matched",
                line.lastMatched()
                        .map(m -> Formats.ago(m, at))
                        .orElseGet(() -> texts.get("detail.never")));
        showEncoding(line);
    }

    private void showEncoding(RouteLine line) {
        EncodedName encoded = line.name().encoded();
        facts.set("component-0", "%016x".formatted(encoded.component0()));
        facts.set("component-1", line.level() >= 1 ? "%016x".formatted(encoded.component1()) : "");
        facts.set("component-2", line.level() >= 2 ? "%016x".formatted(encoded.component2()) : "");
        facts.set("id", line.isGroup() ? "" : encoded.id().toString());
    }

    private String counts(RouteLine.Subscribers subscribers) {
        List<String> parts = new ArrayList<>();
        for (var type : ConnectionType.values()) {
            int count = subscribers.of(type);
            if (count > 0) {
                parts.add(Formats.count(count) + " " + texts.get("type." + type));
            }
        }
        return parts.isEmpty() ? Formats.NONE : String.join(", ", parts);
    }

    private List<Node> links(RouteDetail detail) {
        List<Node> rows = new ArrayList<>();
        for (RouteDetail.Subscriber subscriber : detail.subscribers()) {
            var type = new Label(texts.get("type." + subscriber.type()));
            type.getStyleClass().add("type-tag");
            var link = new Hyperlink(subscriber.called());
            link.setTooltip(
                    new Tooltip(
                            texts.get(
                                    "detail.subscriber.tip",
                                    subscriber.called(),
                                    subscriber.connection(),
                                    Formats.time(subscriber.since(), clock.getZone()))));
            link.setOnAction(_ -> openClient.accept(subscriber.connection()));
            var row = new HBox(type, link);
            row.getStyleClass().add("link-row");
            rows.add(row);
        }
        int more = detail.line().subscribers().all() - detail.subscribers().size();
        if (more > 0 && !detail.line().isGroup() && !detail.gone()) {
            var rest = new Label(texts.get("detail.subscribers.more", Formats.count(more)));
            rest.getStyleClass().add("facts-caption");
            rows.add(rest);
        }
        return rows;
    }
}
