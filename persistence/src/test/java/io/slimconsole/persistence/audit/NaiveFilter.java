package io.slimconsole.persistence.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a filter means, entry by entry.
final class NaiveFilter {
    private NaiveFilter() {}

    static boolean finds(MessageFilter f, MessageEntry e) {
        return f.time().contains(e.at())
                && (f.source().isEmpty() || is(f.source(), e.source()))
                && (f.destination().isEmpty() || is(f.destination(), e.destination()))
                && (f.name().isEmpty() || is(f.name(), e.source()) || is(f.name(), e.destination()))
                && f.connection().stream().allMatch(c -> c.equals(e.from()) || e.to().contains(c))
                && f.session().stream().allMatch(id -> id == e.sessionId())
                && f.message().stream().allMatch(id -> id == e.messageId())
                && (f.messageTypes().isEmpty() || f.messageTypes().contains(e.messageType()))
                && (f.outcomes().isEmpty() || f.outcomes().contains(e.outcome()))
                && f.fewestBytes().stream().allMatch(bytes -> e.bytes() >= bytes)
                && f.mostBytes().stream().allMatch(bytes -> e.bytes() <= bytes)
                && (f.text().isEmpty()
                        || holds(f.text(), e.source())
                        || holds(f.text(), e.destination()));
    }

    private static boolean is(String pattern, Optional<AuditName> name) {
        return name.stream()
                .anyMatch(
                        n ->
                                glob(pattern, n.prefix())
                                        || glob(pattern, n.prefix() + "/" + n.instance()));
    }

    private static boolean glob(String pattern, String text) {
        String regex =
                Pattern.compile("\\*")
                        .splitAsStream(pattern + "\u0000")
                        .map(piece -> Pattern.quote(piece.replace("\u0000", "")))
                        .reduce((a, b) -> a + ".*" + b)
                        .orElse("");
        return Pattern.matches(regex, text);
    }

    private static boolean holds(String text, Optional<AuditName> name) {
        return name.stream()
                .anyMatch(
                        n ->
                                n.toString()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(text.toLowerCase(Locale.ROOT)));
    }
}
