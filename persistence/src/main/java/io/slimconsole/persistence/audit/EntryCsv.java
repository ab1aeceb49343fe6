package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Entries as lines of CSV (RFC 4180), for spreadsheets.
///
/// What a spreadsheet would take for a formula gets an apostrophe in front: a peer chooses its names, and must not get to run something where
/// an auditor opens the file.
final class EntryCsv {
    private static final String FORMULA = "=+-@\t\r\n";

    private static final List<String> MESSAGES =
            List.of(
                    "sequence",
                    "at",
                    "out",
                    "source",
                    "destination",
                    "session type",
                    "message type",
                    "session",
                    "message",
                    "bytes",
                    "from",
                    "to",
                    "outcome",
                    "sampled");

    private static final List<String> ACTIVITY =
            List.of(
                    "sequence",
                    "at",
                    "kind",
                    "actor",
                    "subject",
                    "connection",
                    "session",
                    "success",
                    "text",
                    "facts");

    private EntryCsv() {}

    static String head(boolean messages) {
        return line(messages ? MESSAGES : ACTIVITY);
    }

    static String of(AuditEntry entry) {
        return line(
                switch (entry) {
                    case MessageEntry message -> message(message);
                    case ActivityEntry activity -> activity(activity);
                });
    }

    private static List<String> message(MessageEntry entry) {
        return List.of(
                Long.toString(entry.sequence()),
                entry.at().toString(),
                entry.out().map(Instant::toString).orElse(""),
                entry.source().map(AuditName::toString).orElse(""),
                entry.destination().map(AuditName::toString).orElse(""),
                Integer.toString(entry.sessionType()),
                Integer.toString(entry.messageType()),
                Integer.toUnsignedString(entry.sessionId()),
                Integer.toUnsignedString(entry.messageId()),
                Integer.toString(entry.bytes()),
                entry.from().toString(),
                entry.to().stream().map(ConnectionRef::toString).collect(Collectors.joining(" ")),
                entry.outcome().name(),
                Integer.toString(entry.sampled()));
    }

    private static List<String> activity(ActivityEntry entry) {
        return List.of(
                Long.toString(entry.sequence()),
                entry.at().toString(),
                entry.kind().name(),
                entry.actor(),
                entry.subject(),
                entry.connection().map(ConnectionRef::toString).orElse(""),
                entry.session().isPresent()
                        ? Integer.toUnsignedString(entry.session().getAsInt())
                        : "",
                Boolean.toString(entry.success()),
                entry.text(),
                entry.facts().entrySet().stream()
                        .map(fact -> fact.getKey() + "=" + fact.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private static String line(List<String> fields) {
        return fields.stream().map(EntryCsv::field).collect(Collectors.joining(",")) + "\r\n";
    }

    static String field(String value) {
        String text =
                !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
