package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Texts;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What can be typed into the filter of the messages.
final class MessageQuery implements Query.Language<MessageFilter> {
    static final Set<String> KEYS =
            Set.of(
                    "from", "to", "channel", "name", "conn", "session", "message", "type",
                    "outcome", "size", "since", "until");

    private final Texts texts = Texts.of(MessageQuery.class);

    @Override
    public Query<MessageFilter> parse(String typed, TimeRange within, Clock clock) {
        Tokens tokens = Tokens.parse(typed, KEYS);
        var values = new QueryValues();
        values.problems().addAll(tokens.problems());
        String source = "";
        String destination = "";
        String name = "";
        Optional<ConnectionRef> connection = Optional.empty();
        OptionalInt session = OptionalInt.empty();
        OptionalInt message = OptionalInt.empty();
        Set<Integer> types = Set.of();
        Set<MessageOutcome> outcomes = Set.of();
        var sizes = QueryValues.Sizes.ANY;
        Instant since = Instant.MIN;
        Instant until = Instant.MAX;
        for (Tokens.Token token : tokens.all()) {
            String value = token.value();
            switch (token.key()) {
                case "from" -> source = value;
                case "to", "channel" -> {
                    if (!destination.isEmpty()) {
                        values.problems().add(texts.get("query.channel-and-to"));
                    }
                    destination = value;
                }
                case "name" -> name = value;
                case "conn" -> connection = values.connection(value);
                case "session" -> session = values.id("session", value);
                case "message" -> message = values.id("message", value);
                case "type" -> types = values.anyOf("type", value, MessageTypes.words());
                case "outcome" -> outcomes = values.anyOf("outcome", value, outcomes());
                case "size" -> sizes = values.sizes(value);
                case "since" -> since = values.time("since", value, clock).orElse(Instant.MIN);
                case "until" -> until = values.time("until", value, clock).orElse(Instant.MAX);
                default -> throw new IllegalStateException("a key without meaning: " + token.key());
            }
        }
        TimeRange time = values.both(within, new TimeRange(since, until));
        var filter =
                new MessageFilter(
                        time,
                        source,
                        destination,
                        name,
                        connection,
                        session,
                        message,
                        types,
                        outcomes,
                        sizes.from(),
                        sizes.to(),
                        tokens.text());
        return new Query<>(filter, time, filter.equals(MessageFilter.ALL), values.problems());
    }

    private static Map<String, Set<MessageOutcome>> outcomes() {
        Map<String, Set<MessageOutcome>> words = QueryValues.words(MessageOutcome.values());
        words.put("failed", EnumSet.complementOf(EnumSet.of(MessageOutcome.DELIVERED)));
        return words;
    }
}
