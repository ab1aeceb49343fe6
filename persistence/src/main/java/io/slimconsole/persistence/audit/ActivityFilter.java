package io.slimconsole.persistence.audit;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Which activity is asked for: that which meets all that is set. An empty set and an empty text ask for nothing.
///
/// @param name in actor or subject, with `*` for any text
/// @param text is contained in actor, subject, text or a fact, without regard to case
public record ActivityFilter(
        TimeRange time,
        Set<ActivityKind> kinds,
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
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    "");

    public ActivityFilter {
        kinds = Set.copyOf(kinds);
    }
}
