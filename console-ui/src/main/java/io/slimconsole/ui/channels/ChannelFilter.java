package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.table.FilterText;
import io.slimconsole.ui.table.FilterText.Term;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.RowFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Which channels are shown: what was typed, and the "problems only" switch.
///
/// Words are looked for in the channel's name and in its members'.
final class ChannelFilter implements RowFilter<ChannelLine> {
    static final Set<String> KEYS =
            Set.of("name", "member", "mode", "state", "epoch", "id", "problem");

    private final List<Predicate<ChannelLine>> conditions;

    private ChannelFilter(List<Predicate<ChannelLine>> conditions) {
        this.conditions = List.copyOf(conditions);
    }

    static ChannelFilter of(String typed, boolean problemsOnly) {
        List<Predicate<ChannelLine>> all = new ArrayList<>();
        for (Term term : FilterText.parse(typed, KEYS).terms()) {
            Predicate<ChannelLine> condition = anyValue(term);
            all.add(term.negated() ? condition.negate() : condition);
        }
        if (problemsOnly) {
            all.add(line -> line.problem().isPresent());
        }
        return new ChannelFilter(all);
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    @Override
    public boolean test(ChannelLine line) {
        for (Predicate<ChannelLine> condition : conditions) {
            if (!condition.test(line)) {
                return false;
            }
        }
        return true;
    }

    private static Predicate<ChannelLine> anyValue(Term term) {
        List<Predicate<ChannelLine>> any =
                term.values().stream().map(value -> one(term.key(), value)).toList();
        return line -> any.stream().anyMatch(condition -> condition.test(line));
    }

    private static Predicate<ChannelLine> one(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        var pattern = NamePattern.of(value);
        return switch (key) {
            case "name" -> line -> matches(pattern, line.summary().name());
            case "member" -> line -> anyMember(pattern, line);
            case "mode" -> line -> (line.summary().encrypted() ? "mls" : "plain").startsWith(lower);
            case "state" ->
                    line ->
                            line.summary()
                                    .phase()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith(lower);
            case "epoch" -> line -> Long.toString(line.summary().epoch()).equals(value);
            case "id" -> line -> Integer.toUnsignedString(line.sessionId()).equals(value);
            case "problem" ->
                    line ->
                            line.problem().isPresent()
                                    == (lower.equals("yes") || lower.equals("on"));
            default -> line -> matches(pattern, line.summary().name()) || anyMember(pattern, line);
        };
    }

    private static boolean anyMember(NamePattern pattern, ChannelLine line) {
        return line.members().stream().anyMatch(member -> matches(pattern, member));
    }

    private static boolean matches(NamePattern pattern, Name name) {
        return pattern.matches(
                name.organization(),
                name.namespace(),
                name.service(),
                name.id().isNull() ? Formats.shortId(name.id()) : name.id().toString());
    }
}
