package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.Explanation;
import io.slimconsole.node.Explanation.Candidate;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameFormatException;
import io.slimconsole.node.name.NameId;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.routes.Explained.Outcome;
import io.slimconsole.ui.table.NamePattern;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Asks the node where a message would go, and puts the answer into words. Lives on the sampler's thread.
final class ExplainSource {
    static final int MOST_OFFERS = 8;
    private static final Duration NAMES_PACE = Duration.ofSeconds(2);

    /// What is asked.
    ///
    /// @param sender what is typed for the sender: an id, a name, an address; empty for none
    record Question(String name, Delivery delivery, String sender) {}

    /// A connection that could be the sender.
    record Sender(ConnectionId id, String text) {}

    /// @param completions of the name that is typed
    /// @param senders that match what is typed for the sender
    /// @param sender the one that is meant, if that is clear
    record Answer(
            Question question,
            Explained explained,
            List<String> completions,
            List<Sender> senders,
            Optional<Sender> sender) {}

    private final Supplier<Optional<SlimNode>> nodes;
    private final Supplier<Question> questions;
    private final InstantSource clock;
    private final Texts texts = Texts.of(ExplainSource.class);
    private KnownNames names = KnownNames.NONE;
    private Instant namesRead = Instant.MIN;
    private @Nullable String nearestFor;
    private List<String> nearest = List.of();

    ExplainSource(
            Supplier<Optional<SlimNode>> nodes, Supplier<Question> questions, InstantSource clock) {
        this.nodes = nodes;
        this.questions = questions;
        this.clock = clock;
    }

    synchronized Answer read() {
        Question question = questions.get();
        Optional<SlimNode> node = nodes.get();
        if (node.isEmpty()) {
            return new Answer(
                    question,
                    Explained.plain(
                            Outcome.NO_NODE,
                            texts.get("explain.no-node"),
                            texts.get("explain.no-node.why")),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        readNames(node.get());
        List<ConnectionSnapshot> connections = node.get().connections();
        List<Sender> senders = senders(connections, question.sender());
        Optional<Sender> sender = meant(senders, question.sender());
        return new Answer(
                question,
                explain(node.get(), question, sender, connections),
                names.completions(question.name(), MOST_OFFERS),
                senders,
                sender);
    }

    private void readNames(SlimNode node) {
        Instant now = clock.instant();
        if (!namesRead.plus(NAMES_PACE).isAfter(now)) {
            namesRead = now;
            KnownNames fresh = names.of(node.routes());
            if (!fresh.equals(names)) {
                names = fresh;
                nearestFor = null;
            }
        }
    }

    private Explained explain(
            SlimNode node,
            Question question,
            Optional<Sender> sender,
            List<ConnectionSnapshot> connections) {
        String typed = question.name().strip();
        if (typed.isEmpty()
                || typed.chars().filter(c -> c == '/').count() < 2
                || typed.endsWith("/")) {
            return Explained.plain(
                    Outcome.WAITING, texts.get("explain.ask"), texts.get("explain.ask.why"));
        }
        Name name;
        try {
            name = parse(typed);
        } catch (NameFormatException e) {
            return Explained.plain(
                    Outcome.WRONG, texts.get("explain.wrong"), sentence(e.getMessage()));
        }
        if (!question.sender().isBlank() && sender.isEmpty()) {
            return Explained.plain(
                    Outcome.WAITING,
                    texts.get("explain.which-sender"),
                    texts.get("explain.which-sender.why"));
        }
        Explanation answer =
                node.explain(name.encoded(), question.delivery(), sender.map(Sender::id));
        Map<ConnectionId, String> called = new HashMap<>();
        connections.forEach(c -> called.put(c.id(), RoutesSource.called(c)));
        return inWords(name, answer, called);
    }

    /// As [Name#parse], and with `any` for no instance in particular.
    private static Name parse(String typed) {
        return typed.endsWith("/any")
                ? Name.parse(
                        typed.substring(0, typed.length() - "any".length()) + NameId.NULL_COMPONENT)
                : Name.parse(typed);
    }

    private Explained inWords(Name name, Explanation answer, Map<ConnectionId, String> called) {
        List<Candidate> chosen = answer.chosen();
        String sentence;
        String reason;
        if (chosen.isEmpty()) {
            sentence = texts.get("explain.nobody");
            reason = whyNobody(name, answer) + " " + texts.get("explain.silently");
        } else if (answer.delivery() == Delivery.ALL) {
            sentence =
                    texts.get(
                            "explain.all",
                            Formats.count(
                                    chosen.size(),
                                    texts.get("explain.connection"),
                                    texts.get("explain.connections")));
            reason = whyAll(name, answer);
        } else {
            Candidate one = chosen.getFirst();
            sentence =
                    texts.get(
                            "explain.one",
                            called.getOrDefault(one.connection(), texts.get("explain.unnamed")),
                            texts.get("type." + one.type()),
                            one.connection());
            reason = whyOne(name, answer, one.type());
        }
        return new Explained(
                chosen.isEmpty() ? Outcome.NOT_DELIVERED : Outcome.DELIVERED,
                sentence,
                reason,
                answer.candidates().stream()
                        .limit(Explained.MOST)
                        .map(
                                c ->
                                        new Explained.Candidate(
                                                c.connection(),
                                                c.type(),
                                                called.getOrDefault(
                                                        c.connection(),
                                                        texts.get("explain.unnamed")),
                                                c.instances(),
                                                c.verdict()))
                        .toList(),
                answer.candidates().size(),
                answer.prefixKnown() ? List.of() : nearestTo(name));
    }

    private String whyNobody(Name name, Explanation answer) {
        if (!answer.prefixKnown()) {
            return texts.get("explain.unknown-prefix", name.prefix());
        }
        boolean sender = has(answer, Verdict.IS_SENDER);
        boolean others = has(answer, Verdict.OTHER_INSTANCE);
        if (sender) {
            return texts.get(others ? "explain.only-sender.instance" : "explain.only-sender");
        }
        boolean onlyAny =
                answer.candidates().stream()
                        .flatMap(c -> c.instances().stream())
                        .allMatch(NameId::isNull);
        return texts.get(
                onlyAny ? "explain.only-any" : "explain.unknown-id",
                name.prefix(),
                Formats.shortId(name.id()));
    }

    private String whyAll(Name name, Explanation answer) {
        var reason =
                new StringBuilder(
                        texts.get(
                                name.id().isNull() ? "explain.all.any" : "explain.all.instance",
                                name.prefix(),
                                Formats.shortId(name.id())));
        if (has(answer, Verdict.IS_SENDER)) {
            reason.append(' ').append(texts.get("explain.not-back"));
        }
        return reason.toString();
    }

    private String whyOne(Name name, Explanation answer, ConnectionType type) {
        var reason = new StringBuilder();
        long inTurn = count(answer, Verdict.NEXT_IN_TURN);
        if (inTurn > 0) {
            reason.append(
                    texts.get(
                            "explain.turns", Formats.count(inTurn + 1), texts.get("type." + type)));
        } else {
            reason.append(
                    texts.get(
                            name.id().isNull() ? "explain.single.any" : "explain.single.instance",
                            name.prefix(),
                            Formats.shortId(name.id()),
                            texts.get("type." + type)));
        }
        if (has(answer, Verdict.LESS_PREFERRED)) {
            String lesser =
                    answer.candidates().stream()
                            .filter(c -> c.verdict() == Verdict.LESS_PREFERRED)
                            .map(Candidate::type)
                            .distinct()
                            .map(t -> texts.get("type." + t))
                            .collect(Collectors.joining(", "));
            reason.append(' ')
                    .append(texts.get("explain.preferred", texts.get("type." + type), lesser));
        }
        if (has(answer, Verdict.IS_SENDER)) {
            reason.append(' ').append(texts.get("explain.not-back"));
        }
        return reason.toString();
    }

    private List<String> nearestTo(Name name) {
        if (!name.prefix().equals(nearestFor)) {
            nearestFor = name.prefix();
            nearest = names.nearest(name, 4);
        }
        return nearest;
    }

    private List<Sender> senders(List<ConnectionSnapshot> connections, String typed) {
        String text = typed.strip();
        List<Sender> found = new ArrayList<>();
        if (text.isEmpty()) {
            return found;
        }
        for (ConnectionSnapshot connection : connections) {
            var sender = new Sender(connection.id(), describe(connection));
            if (connection.id().toString().equals(text) || sender.text().equals(text)) {
                return List.of(sender);
            }
            if (found.size() < MOST_OFFERS && NamePattern.contains(sender.text(), text)) {
                found.add(sender);
            }
        }
        return found;
    }

    private String describe(ConnectionSnapshot connection) {
        return texts.get(
                "explain.sender",
                connection.id(),
                texts.get("type." + connection.type()),
                RoutesSource.called(connection));
    }

    private static Optional<Sender> meant(List<Sender> senders, String typed) {
        return typed.isBlank() || senders.size() != 1
                ? Optional.empty()
                : Optional.of(senders.getFirst());
    }

    private static boolean has(Explanation answer, Verdict verdict) {
        return answer.candidates().stream().anyMatch(c -> c.verdict() == verdict);
    }

    private static long count(Explanation answer, Verdict verdict) {
        return answer.candidates().stream().filter(c -> c.verdict() == verdict).count();
    }

    private static String sentence(@Nullable String message) {
        if (message == null || message.isEmpty()) {
            return "";
        }
        String begun = Character.toUpperCase(message.charAt(0)) + message.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
