package io.slimconsole.ui.audit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Texts;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the values of a filter's tokens, and collects what is wrong with them.
final class QueryValues {
    private static final Pattern CONNECTION = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,18})");
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(b|k|kb|kib|m|mb|mib)?");
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})(s|sec|m|min|h|d|w)");

    private final Texts texts = Texts.of(QueryValues.class);
    private final List<String> problems = new ArrayList<>();

    /// @param from inclusive
    /// @param to inclusive
    record Sizes(OptionalInt from, OptionalInt to) {
        static final Sizes ANY = new Sizes(OptionalInt.empty(), OptionalInt.empty());
    }

    List<String> problems() {
        return problems;
    }

    Optional<ConnectionRef> connection(String value) {
        Matcher matcher = CONNECTION.matcher(value);
        if (matcher.matches()) {
            return Optional.of(
                    new ConnectionRef(
                            Integer.parseInt(matcher.group(1)),
                            new ConnectionId(Long.parseLong(matcher.group(2)))));
        }
        problems.add(texts.get("query.connection", value));
        return Optional.empty();
    }

    /// An unsigned number of 32 bits.
    OptionalInt id(String key, String value) {
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(value));
        } catch (NumberFormatException e) {
            problems.add(texts.get("query.id", key, value));
            return OptionalInt.empty();
        }
    }

    /// Any of several words, each of which stands for some values.
    <V> Set<V> anyOf(String key, String value, Map<String, Set<V>> known) {
        Set<V> all = new HashSet<>();
        for (String typed : value.toLowerCase(Locale.ROOT).replace('_', '-').split(",", -1)) {
            Set<V> meant = known.get(typed);
            if (meant != null) {
                all.addAll(meant);
            } else if (!typed.isEmpty()) {
                problems.add(
                        Tokens.nearest(typed, known.keySet())
                                .map(near -> texts.get("query.word.near", key, typed, near))
                                .orElseGet(
                                        () ->
                                                texts.get(
                                                        "query.word.unknown",
                                                        key,
                                                        typed,
                                                        Tokens.list(known.keySet()))));
            }
        }
        return all;
    }

    /// `>1000`, `<2k`, `1k..2k`, or one size.
    Sizes sizes(String value) {
        String typed = value.toLowerCase(Locale.ROOT);
        if (typed.matches("[<>]=?")) {
            // still being typed
            return Sizes.ANY;
        }
        int dots = typed.indexOf("..");
        if (dots >= 0) {
            return new Sizes(
                    size(value, typed.substring(0, dots)), size(value, typed.substring(dots + 2)));
        }
        boolean orEqual = typed.startsWith(">=") || typed.startsWith("<=");
        String number = typed.replaceFirst("^[<>]?=?", "");
        OptionalInt size = size(value, number);
        if (size.isEmpty()) {
            return Sizes.ANY;
        }
        return switch (typed.charAt(0)) {
            case '>' ->
                    new Sizes(
                            OptionalInt.of(size.getAsInt() + (orEqual ? 0 : 1)),
                            OptionalInt.empty());
            case '<' ->
                    new Sizes(
                            OptionalInt.empty(),
                            OptionalInt.of(Math.max(0, size.getAsInt() - (orEqual ? 0 : 1))));
            default -> new Sizes(size, size);
        };
    }

    private OptionalInt size(String whole, String number) {
        Matcher matcher = SIZE.matcher(number);
        if (matcher.matches()) {
            @Nullable String unit = matcher.group(2);
            double factor =
                    unit == null || unit.equals("b")
                            ? 1
                            : unit.startsWith("k") ? 1024 : 1024 * 1024;
            double bytes = Double.parseDouble(matcher.group(1)) * factor;
            if (bytes < Integer.MAX_VALUE) {
                return OptionalInt.of((int) Math.round(bytes));
            }
        }
        problems.add(texts.get("query.size", whole));
        return OptionalInt.empty();
    }

    /// `2h` for two hours ago, `10:30` for today, `2026-11-27`, or `2026-11-27T10:30`.
    Optional<Instant> time(String key, String value, Clock clock) {
        Matcher age = AGE.matcher(value.toLowerCase(Locale.ROOT));
        if (age.matches()) {
            long count = Long.parseLong(age.group(1));
            return Optional.of(
                    clock.instant()
                            .minus(
                                    switch (age.group(2)) {
                                        case "s", "sec" -> Duration.ofSeconds(count);
                                        case "m", "min" -> Duration.ofMinutes(count);
                                        case "h" -> Duration.ofHours(count);
                                        case "d" -> Duration.ofDays(count);
                                        default -> Duration.ofDays(7 * count);
                                    }));
        }
        Optional<Instant> at = timeOfDay(value, clock).or(() -> date(value, clock));
        if (at.isEmpty()) {
            problems.add(texts.get("query.time", key, value));
        }
        return at;
    }

    private static Optional<Instant> timeOfDay(String value, Clock clock) {
        try {
            return Optional.of(
                    LocalDate.now(clock)
                            .atTime(LocalTime.parse(value))
                            .atZone(clock.getZone())
                            .toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> date(String value, Clock clock) {
        try {
            LocalDateTime at =
                    value.length() <= 10
                            ? LocalDate.parse(value).atStartOfDay()
                            : LocalDateTime.parse(value.replace(' ', 'T'));
            return Optional.of(at.atZone(clock.getZone()).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    /// What lies in both.
    TimeRange both(TimeRange one, TimeRange other) {
        Instant from = one.from().isAfter(other.from()) ? one.from() : other.from();
        Instant to = one.to().isBefore(other.to()) ? one.to() : other.to();
        if (!from.isBefore(to)) {
            problems.add(texts.get("query.time.never"));
        }
        return new TimeRange(from, to);
    }

    /// `NO_ROUTE` as it is typed: `no-route`.
    static <V extends Enum<V>> Map<String, Set<V>> words(V[] values) {
        Map<String, Set<V>> words = new LinkedHashMap<>();
        for (V value : values) {
            words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), Set.of(value));
        }
        return words;
    }
}
