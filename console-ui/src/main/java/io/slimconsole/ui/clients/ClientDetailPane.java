package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Facts;

import javafx.scene.Node;
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
import java.util.Optional;
import java.util.function.Consumer;

/// Everything known of one connection, beside the list.
final class ClientDetailPane {
    private final Texts texts;
    private final Clock clock;
    private final Consumer<RouteSnapshot> openRoute;
    private final Consumer<ClientDetail> openAllRoutes;
    private final Facts facts = new Facts("client-detail");
    private final Label noteText = new Label();
    private final HBox note = new HBox(Icons.of(Feather.ALERT_TRIANGLE), noteText);
    private final VBox names = new VBox();

    /// @param openAllRoutes shows all routes of a connection, where there are too many to list
    ClientDetailPane(
            Texts texts,
            Clock clock,
            Consumer<RouteSnapshot> openRoute,
            Consumer<ClientDetail> openAllRoutes) {
        this.texts = texts;
        this.clock = clock;
        this.openRoute = openRoute;
        this.openAllRoutes = openAllRoutes;
        noteText.setWrapText(true);
        noteText.setId("client-detail-note");
        note.getStyleClass().add("facts-note");
        facts.with(note)
                .section(texts.get("detail.section.connection"))
                .fact("state", texts.get("detail.state"))
                .fact("type", texts.get("detail.type"))
                .fact("address", texts.get("detail.address"))
                .fact("since", texts.get("detail.since"))
                .fact("last-activity", texts.get("detail.last-activity"))
                .fact("id", texts.get("detail.id"))
                .section(texts.get("detail.section.traffic"))
                .fact("in", texts.get("detail.in"))
                .fact("in-rate", "")
                .fact("out", texts.get("detail.out"))
                .fact("out-rate", "")
                .fact("queue", texts.get("detail.queue"))
                .fact("dropped", texts.get("detail.dropped"))
                .section(texts.get("detail.section.link"))
                .fact("version", texts.get("detail.version"))
                .fact("mac", texts.get("detail.mac"))
                .fact("encryption", texts.get("detail.encryption"))
                .fact("link-id", texts.get("detail.link-id"), "mono")
                .fact("node-id", texts.get("detail.node-id"))
                .fact("deployment", texts.get("detail.deployment"))
                .section(texts.get("detail.section.names"))
                .with(names);
    }

    Node node() {
        return facts;
    }

    void show(ClientDetail detail) {
        ConnectionSnapshot now = detail.line().now();
        Instant at = clock.instant();
        showNote(detail, at);
        facts.set("id", now.id().toString());
        facts.set("type", texts.get("tip.type." + now.type()));
        facts.set("state", detail.gone() ? "" : texts.get("state." + now.state()));
        facts.set("address", now.remoteAddress());
        Instant end = detail.ended().map(e -> e.at()).orElse(at);
        facts.set(
                "since",
                Formats.time(now.since(), clock.getZone())
                        + "\n"
                        + Formats.duration(Duration.between(now.since(), end)));
        facts.set(
                "last-activity",
                detail.gone()
                        ? Formats.time(now.lastActivity(), clock.getZone())
                        : Formats.ago(now.lastActivity(), at));
        showTraffic(detail);
        facts.set("mac", now.link().map(l -> ClientWords.mac(l, texts)).orElse(""));
        facts.set(
                "encryption",
                now.link()
                        .map(l -> ClientWords.tls(l, texts))
                        .orElseGet(() -> ClientWords.security(now, texts)));
        facts.set("version", detail.line().linkFact(LinkFacts::slimVersion));
        facts.set("link-id", detail.line().linkFact(LinkFacts::linkId));
        facts.set("node-id", detail.line().linkFact(LinkFacts::nodeId));
        facts.set("deployment", detail.line().linkFact(LinkFacts::deploymentName));
        facts.fill(
                names,
                List.of(
                        detail.names().stream().map(RouteSnapshot::displayName).toList(),
                        detail.allNames()),
                () -> links(detail));
    }

    private void showNote(ClientDetail detail, Instant at) {
        Optional<String> text =
                detail.ended()
                        .map(e -> texts.get("detail.ended", Formats.ago(e.at(), at), e.detail()))
                        .or(
                                () ->
                                        detail.gone()
                                                ? Optional.of(texts.get("detail.gone"))
                                                : Optional.empty());
        boolean neutral = text.isPresent();
        Optional<String> shown =
                text.or(
                        () ->
                                detail.line()
                                        .problem()
                                        .map(p -> ClientWords.problem(p, detail.line(), texts)));
        noteText.setText(shown.orElse(""));
        note.getStyleClass().remove("neutral");
        if (neutral) {
            note.getStyleClass().add("neutral");
        }
        note.setVisible(shown.isPresent());
        note.setManaged(shown.isPresent());
    }

    private void showTraffic(ClientDetail detail) {
        ConnectionSnapshot now = detail.line().now();
        ClientLine.Rates rates = detail.line().rates();
        facts.set("in", amount(now.traffic().messagesIn(), now.traffic().bytesIn()));
        facts.set("out", amount(now.traffic().messagesOut(), now.traffic().bytesOut()));
        facts.set("in-rate", rate(detail, rates.messagesIn(), rates.bytesIn()));
        facts.set("out-rate", rate(detail, rates.messagesOut(), rates.bytesOut()));
        facts.set(
                "queue",
                now.queuedBytes() == 0 ? Formats.NONE : Formats.bytes((double) now.queuedBytes()));
        facts.set("dropped", now.dropped() == 0 ? Formats.NONE : Formats.count(now.dropped()));
    }

    private String amount(long messages, long bytes) {
        return texts.get(
                "detail.messages",
                Formats.count(messages, "message", "messages"),
                Formats.bytes((double) bytes));
    }

    private String rate(ClientDetail detail, double messages, double bytes) {
        return detail.gone() || Double.isNaN(messages)
                ? ""
                : texts.get("detail.rate", Formats.rate(messages), Formats.byteRate(bytes));
    }

    private List<Node> links(ClientDetail detail) {
        List<Node> parts = new ArrayList<>();
        for (RouteSnapshot route : detail.names()) {
            String text =
                    route.name()
                            .map(n -> n.prefix() + "/" + Formats.shortId(n.id()))
                            .orElseGet(route::displayName);
            var link = new Hyperlink(text);
            link.setTooltip(new Tooltip(route.displayName()));
            link.setOnAction(_ -> openRoute.accept(route));
            parts.add(link);
        }
        if (detail.allNames() > detail.names().size() && !detail.names().isEmpty()) {
            var all =
                    new Hyperlink(texts.get("detail.names.more", Formats.count(detail.allNames())));
            all.setId("client-detail-all-names");
            all.setOnAction(_ -> openAllRoutes.accept(detail));
            parts.add(all);
        }
        if (parts.isEmpty()) {
            var none = new Label(texts.get("detail.names.none"));
            none.getStyleClass().add("facts-caption");
            none.setWrapText(true);
            parts.add(none);
        }
        return parts;
    }
}
