package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.proof.JsonLine;

/// Entries as lines of JSON. Times are in ISO 8601, UTC; ids of sessions and messages are unsigned.
final class EntryJson {
    private EntryJson() {}

    static JsonLine of(AuditEntry entry) {
        return switch (entry) {
            case MessageEntry message -> message(message);
            case ActivityEntry activity -> activity(activity);
        };
    }

    private static JsonLine message(MessageEntry entry) {
        var line =
                new JsonLine().put("sequence", entry.sequence()).put("at", entry.at().toString());
        entry.out().ifPresent(out -> line.put("out", out.toString()));
        entry.source().ifPresent(name -> line.put("source", name.toString()));
        entry.destination().ifPresent(name -> line.put("destination", name.toString()));
        return line.put("sessionType", entry.sessionType())
                .put("messageType", entry.messageType())
                .put("session", Integer.toUnsignedLong(entry.sessionId()))
                .put("message", Integer.toUnsignedLong(entry.messageId()))
                .put("bytes", entry.bytes())
                .put("from", entry.from().toString())
                .put("to", entry.to().stream().map(ConnectionRef::toString).toList())
                .put("outcome", entry.outcome().name())
                .put("sampled", entry.sampled());
    }

    private static JsonLine activity(ActivityEntry entry) {
        var line =
                new JsonLine()
                        .put("sequence", entry.sequence())
                        .put("at", entry.at().toString())
                        .put("kind", entry.kind().name())
                        .put("actor", entry.actor())
                        .put("subject", entry.subject());
        entry.connection().ifPresent(by -> line.put("connection", by.toString()));
        entry.session().ifPresent(id -> line.put("session", Integer.toUnsignedLong(id)));
        return line.put("success", entry.success())
                .put("text", entry.text())
                .put("facts", entry.facts());
    }
}
