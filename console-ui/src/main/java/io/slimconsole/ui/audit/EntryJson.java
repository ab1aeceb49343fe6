package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageEntry;

import java.util.LinkedHashMap;
import java.util.Map;

/// Entries as they are copied: the names and numbers that the log keeps.
final class EntryJson {
    private EntryJson() {}

    static Map<String, Object> of(MessageEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", entry.sequence());
        json.put("at", entry.at());
        entry.out().ifPresent(out -> json.put("out", out));
        json.put("outcome", entry.outcome());
        entry.source().map(AuditName::toString).ifPresent(n -> json.put("source", n));
        entry.destination().map(AuditName::toString).ifPresent(n -> json.put("destination", n));
        json.put("sessionType", MessageTypes.session(entry.sessionType()));
        json.put("messageType", MessageTypes.message(entry.messageType()));
        json.put("sessionId", Integer.toUnsignedLong(entry.sessionId()));
        json.put("messageId", Integer.toUnsignedLong(entry.messageId()));
        json.put("bytes", entry.bytes());
        json.put("from", entry.from());
        json.put("to", entry.to());
        if (entry.sampled() > 1) {
            json.put("sampled", entry.sampled());
        }
        return json;
    }

    static Map<String, Object> of(ActivityEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sequence", entry.sequence());
        json.put("at", entry.at());
        json.put("kind", entry.kind());
        json.put("success", entry.success());
        json.put("actor", entry.actor());
        json.put("subject", entry.subject());
        entry.connection().map(ConnectionRef::toString).ifPresent(c -> json.put("connection", c));
        entry.session().ifPresent(session -> json.put("session", Integer.toUnsignedLong(session)));
        json.put("text", entry.text());
        if (!entry.facts().isEmpty()) {
            json.put("facts", entry.facts());
        }
        return json;
    }
}
