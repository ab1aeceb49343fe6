package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.Facts;

import javafx.scene.Node;
import javafx.scene.control.Button;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Everything known of one message, and where it leads.
final class MessageDetails {
    private final Texts texts;
    private final ZoneId zone;
    private final DetailParts parts;
    private final Consumer<String> ask;
    private final Consumer<MessageEntry> copy;

    /// @param ask shows what is typed here, instead of what is shown
    MessageDetails(
            Texts texts,
            ZoneId zone,
            Consumer<Target> open,
            Consumer<String> ask,
            Consumer<MessageEntry> copy) {
        this.texts = texts;
        this.zone = zone;
        this.parts = new DetailParts(texts, open);
        this.ask = ask;
        this.copy = copy;
    }

    String heading(MessageEntry entry) {
        return texts.get(
                "detail.heading",
                MessageTypes.message(entry.messageType()),
                Formats.count(entry.sequence()));
    }

    Node of(MessageEntry entry, Links links) {
        var facts = new Facts("message-detail");
        if (entry.outcome() != MessageOutcome.DELIVERED) {
            facts.with(
                    DetailParts.note(
                            TrailCells.iconOf(entry.outcome()),
                            texts.get("outcome.tip." + entry.outcome()),
                            false));
        }
        header(facts, entry);
        names(facts, entry, links);
        connections(facts, entry, links);
        facts.with(DetailParts.buttons(actions(entry)));
        return facts;
    }

    private void header(Facts facts, MessageEntry entry) {
        facts.section(texts.get("detail.section.message"))
                .fact("outcome", texts.get("column.outcome"))
                .fact("at", texts.get("detail.at"), "mono")
                .fact("out", texts.get("detail.out"), "mono")
                .fact("type", texts.get("column.type"))
                .fact("session-type", texts.get("column.session-type"))
                .fact("session", texts.get("column.session"), "mono")
                .fact("message", texts.get("column.message"), "mono")
                .fact("size", texts.get("column.size"))
                .fact("sampled", texts.get("detail.sampled"));
        facts.set("outcome", texts.get("outcome." + entry.outcome()));
        facts.set("at", AuditTimes.full(entry.at(), zone));
        facts.set(
                "out",
                entry.out()
                        .map(
                                out ->
                                        AuditTimes.full(out, zone)
                                                + "\n"
                                                + texts.get(
                                                        "detail.took", MessageColumn.took(entry)))
                        .orElse(""));
        facts.set("type", MessageTypes.message(entry.messageType()));
        facts.set("session-type", MessageTypes.session(entry.sessionType()));
        facts.set("session", Integer.toUnsignedString(entry.sessionId()));
        facts.set("message", Integer.toUnsignedString(entry.messageId()));
        facts.set("size", texts.get("tip.bytes", Formats.count(entry.bytes())));
        facts.set(
                "sampled",
                entry.sampled() > 1
                        ? texts.get("detail.sampled.text", Formats.count(entry.sampled()))
                        : "");
    }

    private void names(Facts facts, MessageEntry entry, Links links) {
        facts.section(texts.get("detail.section.names"))
                .fact("source", texts.get("column.source"))
                .fact("destination", texts.get("column.destination"));
        facts.set("source", entry.source().map(AuditName::toString).orElse(Formats.NONE));
        facts.set("destination", entry.destination().map(AuditName::toString).orElse(Formats.NONE));
        links.source()
                .ifPresent(
                        t ->
                                facts.with(
                                        parts.link(
                                                "message-source",
                                                texts.get("detail.to-source"),
                                                t)));
        links.destination()
                .ifPresent(
                        t ->
                                facts.with(
                                        parts.link(
                                                "message-destination",
                                                texts.get("detail.to-destination"),
                                                t)));
        links.channel()
                .ifPresent(
                        c ->
                                facts.with(
                                        parts.link(
                                                "message-channel",
                                                texts.get("detail.channel", c.name().prefix()),
                                                new Target.OfChannel(c.sessionId()))));
    }

    private void connections(Facts facts, MessageEntry entry, Links links) {
        facts.section(texts.get("detail.section.from"));
        facts.with(parts.connection("message-from", entry.from(), links));
        facts.section(
                texts.get(
                        "detail.section.to", entry.to().size(), Formats.count(entry.to().size())));
        for (ConnectionRef to : entry.to()) {
            facts.with(parts.connection("message-to-" + to.id(), to, links));
        }
    }

    private List<Button> actions(MessageEntry entry) {
        List<Button> buttons = new ArrayList<>();
        String session = "session:" + Integer.toUnsignedString(entry.sessionId());
        if (entry.messageId() != 0 && entry.sessionId() != 0) {
            buttons.add(
                    DetailParts.button(
                            "follow-message",
                            texts.get("follow.message"),
                            () -> ask.accept(followed(entry))));
        }
        if (entry.sessionId() != 0) {
            buttons.add(
                    DetailParts.button(
                            "follow-session",
                            texts.get("follow.session"),
                            () -> ask.accept(session)));
        }
        buttons.add(
                DetailParts.button(
                        "copy-entry", texts.get("copy.json-menu"), () -> copy.accept(entry)));
        return buttons;
    }

    /// All hops of the message, its acknowledgements and retransmissions: they carry its ids.
    static String followed(MessageEntry entry) {
        return "session:"
                + Integer.toUnsignedString(entry.sessionId())
                + " message:"
                + Integer.toUnsignedString(entry.messageId());
    }
}
