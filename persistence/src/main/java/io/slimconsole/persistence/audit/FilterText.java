package io.slimconsole.persistence.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a filter asks for, in one line.
final class FilterText {
    private final List<String> parts = new ArrayList<>();

    private FilterText() {}

    static String of(MessageFilter filter) {
        var text = new FilterText();
        text.add(filter.time());
        text.add("source", filter.source());
        text.add("destination", filter.destination());
        text.add("name", filter.name());
        text.add("connection", filter.connection());
        text.add("session", filter.session());
        text.add("message", filter.message());
        text.add("type", filter.messageTypes().stream().sorted().toList());
        text.add("outcome", filter.outcomes().stream().sorted().toList());
        text.add("at least bytes", filter.fewestBytes());
        text.add("at most bytes", filter.mostBytes());
        text.add("text", filter.text());
        return text.toString();
    }

    static String of(ActivityFilter filter) {
        var text = new FilterText();
        text.add(filter.time());
        text.add("kind", filter.kinds().stream().sorted().toList());
        text.add("actor", filter.actor());
        text.add("subject", filter.subject());
        text.add("name", filter.name());
        text.add("connection", filter.connection());
        text.add("session", filter.session());
        text.add("success", filter.success());
        text.add("text", filter.text());
        return text.toString();
    }

    private void add(TimeRange time) {
        if (!time.equals(TimeRange.ALL)) {
            parts.add("time from %s to %s".formatted(time.from(), time.to()));
        }
    }

    private void add(String name, String value) {
        if (!value.isBlank()) {
            parts.add(name + " " + value.strip());
        }
    }

    private void add(String name, Optional<?> value) {
        value.ifPresent(v -> parts.add(name + " " + v));
    }

    private void add(String name, OptionalInt value) {
        value.ifPresent(v -> parts.add(name + " " + Integer.toUnsignedString(v)));
    }

    private void add(String name, List<?> values) {
        if (!values.isEmpty()) {
            parts.add(
                    name + " " + String.join("|", values.stream().map(Object::toString).toList()));
        }
    }

    @Override
    public String toString() {
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }
}
