package io.slimconsole.persistence.audit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// What is recorded, and how long it is kept.
///
/// @param messages which messages
/// @param leftOut names with `*` for any text: messages from or to one of them are not recorded
/// @param activity which groups; [ActivityKind.Group#LOG] is recorded always
/// @param contentOf channels whose content is recorded, sealed
public record AuditRules(
        Recording messages,
        List<String> leftOut,
        Set<ActivityKind.Group> activity,
        Set<String> contentOf,
        Retention keepMessages,
        Retention keepActivity) {

    /// All headers for 30 days or 2 GiB, all activity for a year or 512 MiB, no content.
    public static final AuditRules DEFAULTS =
            new AuditRules(
                    new Recording.All(),
                    List.of(),
                    Set.of(ActivityKind.Group.values()),
                    Set.of(),
                    new Retention(Duration.ofDays(30), 2L << 30),
                    new Retention(Duration.ofDays(365), 512L << 20));

    /// Of the texts of a list together, with a character between two.
    public static final int MOST_TEXT = 4_000;

    public AuditRules {
        leftOut = List.copyOf(leftOut);
        activity = Set.copyOf(activity);
        contentOf = Set.copyOf(contentOf);
        requireShort("names to leave out", leftOut);
        requireShort("channels whose content is recorded", contentOf);
    }

    private static void requireShort(String what, Collection<String> texts) {
        int length = texts.stream().mapToInt(text -> text.length() + 1).sum();
        if (length > MOST_TEXT) {
            throw new IllegalArgumentException(
                    "the %s are %d characters together; use * for any text, and stay below %d"
                            .formatted(what, length, MOST_TEXT));
        }
    }
}
