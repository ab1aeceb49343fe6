package io.slimconsole.persistence.audit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which messages are asked for: those that meet all that is set. An empty set and an empty text ask for nothing.
///
/// @param source a name with `*` for any text; the instance may be left out
/// @param destination likewise; a channel's name for its messages
/// @param name either of both
/// @param connection came or left by it
/// @param messageTypes as on the wire
/// @param fewestBytes inclusive
/// @param mostBytes inclusive
/// @param text is contained in one of the names, without regard to case
public record MessageFilter(
        TimeRange time,
        String source,
        String destination,
        String name,
        Optional<ConnectionRef> connection,
        OptionalInt session,
        OptionalInt message,
        Set<Integer> messageTypes,
        Set<MessageOutcome> outcomes,
        OptionalInt fewestBytes,
        OptionalInt mostBytes,
        String text) {
    public static final MessageFilter ALL =
            new MessageFilter(
                    TimeRange.ALL,
                    "",
                    "",
                    "",
                    Optional.empty(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Set.of(),
                    Set.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    "");

    public MessageFilter {
        messageTypes = Set.copyOf(messageTypes);
        outcomes = Set.copyOf(outcomes);
    }

    public MessageFilter withTime(TimeRange other) {
        return new MessageFilter(
                other,
                source,
                destination,
                name,
                connection,
                session,
                message,
                messageTypes,
                outcomes,
                fewestBytes,
                mostBytes,
                text);
    }
}
