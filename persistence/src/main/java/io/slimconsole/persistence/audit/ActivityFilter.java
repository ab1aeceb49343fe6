package io.slimconsole.persistence.audit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which activity is asked for: that which meets all that is set. An empty set and an empty text ask for nothing.
///
/// @param actor with `*` for any text
/// @param subject likewise
/// @param name likewise, in actor or subject
/// @param text is contained in actor, subject, text or a fact, without regard to case
public record ActivityFilter(
        TimeRange time,
        Set<ActivityKind> kinds,
        String actor,
        String subject,
        String name,
        Optional<ConnectionRef> connection,
        OptionalInt session,
        Optional<Boolean> success,
        String text) {
    public static final ActivityFilter ALL =
            new ActivityFilter(
                    TimeRange.ALL,
                    Set.of(),
                    "",
                    "",
                    "",
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    "");

    public ActivityFilter {
        kinds = Set.copyOf(kinds);
    }

    public ActivityFilter withTime(TimeRange other) {
        return new ActivityFilter(
                other, kinds, actor, subject, name, connection, session, success, text);
    }
}
