package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.ui.table.FilterText;
import io.slimconsole.ui.table.FilterText.Term;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.RowFilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Which open connections are shown: what was typed, and the "problems only" switch.
///
/// Words are looked for in names, addresses, ids, versions, types and states.
final class ClientFilter implements RowFilter<ClientLine> {
    static final Set<String> KEYS =
            Set.of(
                    "type", "state", "name", "address", "version", "link", "node", "mac", "tls",
                    "id", "problem");

    private final FilterText text;
    private final boolean problemsOnly;
    private final NameIndex names;
    private final List<Predicate<ClientLine>> conditions;

    private ClientFilter(FilterText text, boolean problemsOnly, NameIndex names) {
        this.text = text;
        this.problemsOnly = problemsOnly;
        this.names = names;
        List<Predicate<ClientLine>> all = new ArrayList<>();
        for (Term term : text.terms()) {
            Predicate<ClientLine> condition = anyValue(term);
            all.add(term.negated() ? condition.negate() : condition);
        }
        if (problemsOnly) {
            all.add(line -> line.problem().isPresent());
        }
        conditions = List.copyOf(all);
    }

    static ClientFilter of(String typed, boolean problemsOnly) {
        return new ClientFilter(FilterText.parse(typed, KEYS), problemsOnly, NameIndex.EMPTY);
    }

    /// The same filter over other names: a new object, since its answers differ.
    ClientFilter with(NameIndex other) {
        return new ClientFilter(text, problemsOnly, other);
    }

    /// Whether it looks at names; the first one of each connection is at hand, others have to be read.
    boolean readsNames() {
        return text.terms().stream().anyMatch(t -> t.isWord() || t.key().equals("name"));
    }

    boolean isEmpty() {
        return conditions.isEmpty();
    }

    @Override
    public boolean test(ClientLine line) {
        for (Predicate<ClientLine> condition : conditions) {
            if (!condition.test(line)) {
                return false;
            }
        }
        return true;
    }

    private Predicate<ClientLine> anyValue(Term term) {
        List<Predicate<ClientLine>> any =
                term.values().stream().map(v -> one(term.key(), v)).toList();
        return line -> any.stream().anyMatch(p -> p.test(line));
    }

    private Predicate<ClientLine> one(String key, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (key) {
            case "type" -> line -> word(line.now().type()).startsWith(lower);
            case "state" -> line -> word(line.now().state()).startsWith(lower);
            case "name" -> names(NamePattern.of(value));
            case "address" -> line -> NamePattern.contains(line.now().remoteAddress(), value);
            case "version" ->
                    line -> NamePattern.contains(line.linkFact(LinkFacts::slimVersion), value);
            case "link" -> line -> NamePattern.contains(line.linkFact(LinkFacts::linkId), value);
            case "node" -> line -> NamePattern.contains(line.linkFact(LinkFacts::nodeId), value);
            case "mac" ->
                    line ->
                            line.now().link().filter(LinkFacts::headerMac).isPresent()
                                    == yes(lower);
            case "tls" ->
                    line -> line.now().link().flatMap(LinkFacts::tls).isPresent() == yes(lower);
            case "id" -> line -> line.now().id().toString().equals(value);
            case "problem" -> line -> line.problem().isPresent() == yes(lower);
            default -> word(value);
        };
    }

    private Predicate<ClientLine> word(String value) {
        Predicate<ClientLine> named = names(NamePattern.of(value));
        return line ->
                named.test(line)
                        || NamePattern.contains(line.now().remoteAddress(), value)
                        || NamePattern.contains(word(line.now().type()), value)
                        || NamePattern.contains(word(line.now().state()), value)
                        || NamePattern.contains(line.linkFact(LinkFacts::linkId), value)
                        || NamePattern.contains(line.linkFact(LinkFacts::nodeId), value)
                        || NamePattern.contains(line.linkFact(LinkFacts::slimVersion), value);
    }

    private Predicate<ClientLine> names(NamePattern pattern) {
        return line -> {
            ConnectionSnapshot now = line.now();
            boolean first =
                    now.firstName()
                            .filter(
                                    n ->
                                            pattern.matches(
                                                    n.organization(),
                                                    n.namespace(),
                                                    n.service(),
                                                    NameIndex.instanceText(n.id())))
                            .isPresent();
            return first || (now.subscriptions() > 1 && names.anyMatches(now.id(), pattern));
        };
    }

    private static boolean yes(String value) {
        return value.equals("on") || value.equals("yes") || value.equals("true");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
