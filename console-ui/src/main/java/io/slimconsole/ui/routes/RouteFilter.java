package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.ui.table.FilterText;
import io.slimconsole.ui.table.FilterText.Term;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.RowFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Which routes are shown: what was typed into the filter.
final class RouteFilter implements RowFilter<RouteLine> {
    static final Set<String> KEYS = Set.of("name", "type", "client", "instance", "used");
    static final RouteFilter ALL = of("");

    private final List<Predicate<RouteLine>> conditions;
    private final List<NamePattern> patterns;

    private RouteFilter(List<Predicate<RouteLine>> conditions, List<NamePattern> patterns) {
        this.conditions = List.copyOf(conditions);
        this.patterns = List.copyOf(patterns);
    }

    static RouteFilter of(String typed) {
        List<Predicate<RouteLine>> conditions = new ArrayList<>();
        List<NamePattern> patterns = new ArrayList<>();
        for (Term term : FilterText.parse(typed, KEYS).terms()) {
            List<Predicate<RouteLine>> any = new ArrayList<>();
            for (String value : term.values()) {
                if (term.isWord() || term.key().equals("name")) {
                    var pattern = NamePattern.of(value);
                    any.add(line -> matches(pattern, line.name()));
                    if (!term.negated()) {
                        patterns.add(pattern);
                    }
                } else {
                    any.add(property(term.key(), value));
                }
            }
            Predicate<RouteLine> condition = line -> any.stream().anyMatch(p -> p.test(line));
            conditions.add(term.negated() ? condition.negate() : condition);
        }
        return new RouteFilter(conditions, patterns);
    }

    /// What to type for the names of one connection.
    static String subscribedBy(ConnectionId connection) {
        return "client:" + connection;
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    @Override
    public boolean test(RouteLine line) {
        for (Predicate<RouteLine> condition : conditions) {
            if (!condition.test(line)) {
                return false;
            }
        }
        return true;
    }

    /// What of a component to highlight.
    List<NamePattern.Range> highlights(int level, String component) {
        for (NamePattern pattern : patterns) {
            List<NamePattern.Range> ranges = pattern.highlights(level, component);
            if (!ranges.isEmpty()) {
                return ranges;
            }
        }
        return List.of();
    }

    private static boolean matches(NamePattern pattern, RouteName name) {
        return pattern.matches(
                name.organization(), name.namespace(), name.service(), name.instance());
    }

    private static Predicate<RouteLine> property(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (key) {
            case "type" ->
                    line -> {
                        for (ConnectionType type : ConnectionType.values()) {
                            if (type.name().toLowerCase(Locale.ROOT).startsWith(lower)
                                    && line.subscribers().of(type) > 0) {
                                return true;
                            }
                        }
                        return false;
                    };
            case "client" ->
                    line ->
                            line.route().map(RouteSnapshot::subscribers).orElse(List.of()).stream()
                                    .anyMatch(s -> s.connection().toString().equals(value));
            case "instance" -> line -> line.name().instance().startsWith(lower);
            default -> line -> line.messages() > 0 == (lower.equals("yes") || lower.equals("true"));
        };
    }
}
