package io.slimconsole.persistence.audit;

import java.time.Duration;
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

    public AuditRules {
        leftOut = List.copyOf(leftOut);
        activity = Set.copyOf(activity);
        contentOf = Set.copyOf(contentOf);
    }
}
