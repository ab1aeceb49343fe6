package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.TimeRange;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What can be typed into the filter of the activity.
final class ActivityQuery implements Query.Language<ActivityFilter> {
    static final Set<String> KEYS =
            Set.of(
                    "kind", "actor", "subject", "name", "conn", "session", "outcome", "since",
                    "until");

    @Override
    public Query<ActivityFilter> parse(String typed, TimeRange within, Clock clock) {
        Tokens tokens = Tokens.parse(typed, KEYS);
        var values = new QueryValues();
        values.problems().addAll(tokens.problems());
        Set<ActivityKind> kinds = Set.of();
        String actor = "";
        String subject = "";
        String name = "";
        Optional<ConnectionRef> connection = Optional.empty();
        OptionalInt session = OptionalInt.empty();
        Optional<Boolean> success = Optional.empty();
        Instant since = Instant.MIN;
        Instant until = Instant.MAX;
        for (Tokens.Token token : tokens.all()) {
            String value = token.value();
            switch (token.key()) {
                case "kind" -> kinds = values.anyOf("kind", value, kinds());
                case "actor" -> actor = value;
                case "subject" -> subject = value;
                case "name" -> name = value;
                case "conn" -> connection = values.connection(value);
                case "session" -> session = values.id("session", value);
                case "outcome" -> success = outcome(values, value);
                case "since" -> since = values.time("since", value, clock).orElse(Instant.MIN);
                case "until" -> until = values.time("until", value, clock).orElse(Instant.MAX);
                default -> throw new IllegalStateException("a key without meaning: " + token.key());
            }
        }
        TimeRange time = values.both(within, new TimeRange(since, until));
        var filter =
                new ActivityFilter(
                        time,
                        kinds,
                        actor,
                        subject,
                        name,
                        connection,
                        session,
                        success,
                        tokens.text());
        return new Query<>(filter, time, filter.equals(ActivityFilter.ALL), values.problems());
    }

    private static Optional<Boolean> outcome(QueryValues values, String typed) {
        Set<Boolean> meant =
                values.anyOf(
                        "outcome",
                        typed,
                        Map.of("failed", Set.of(false), "succeeded", Set.of(true)));
        return meant.size() == 1 ? meant.stream().findFirst() : Optional.empty();
    }

    /// Each kind, and each group of kinds that recording knows.
    private static Map<String, Set<ActivityKind>> kinds() {
        Map<String, Set<ActivityKind>> words = QueryValues.words(ActivityKind.values());
        for (ActivityKind.Group group : ActivityKind.Group.values()) {
            Set<ActivityKind> all = new LinkedHashSet<>();
            Arrays.stream(ActivityKind.values()).filter(k -> k.group() == group).forEach(all::add);
            words.merge(
                    group.name().toLowerCase(Locale.ROOT),
                    all,
                    (one, other) -> {
                        other.addAll(one);
                        return other;
                    });
        }
        return words;
    }
}
