package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.Optional;

/// Counts what could not be recorded, until it is told as a gap. Belongs to the writer's thread.
final class Losses {
    private long toldMessages;
    private long toldActivity;
    private Optional<Instant> since = Optional.empty();
    private String why = "";

    /// Something keeps entries from being written.
    void because(String reason, Instant now) {
        if (since.isEmpty()) {
            since = Optional.of(now);
        }
        if (why.isEmpty()) {
            why = reason;
        }
    }

    /// A gap to record, if something was lost, or writing failed for a while, since the last one.
    ///
    /// @param messages lost since the log was opened
    /// @param activity likewise
    Optional<Activity> gap(long messages, long activity, Instant now) {
        long newMessages = messages - toldMessages;
        long newActivity = activity - toldActivity;
        if (newMessages == 0 && newActivity == 0 && why.isEmpty()) {
            return Optional.empty();
        }
        String reason = why.isEmpty() ? "entries came faster than they could be written" : why;
        Activity gap =
                Activity.of(
                                now,
                                ActivityKind.GAP,
                                "node",
                                "audit log",
                                "%d messages and %d other entries are missing: %s"
                                        .formatted(newMessages, newActivity, reason))
                        .failed()
                        .with("messages", Long.toString(newMessages))
                        .with("activity", Long.toString(newActivity))
                        .with("from", since.orElse(now).toString())
                        .with("to", now.toString())
                        .with("reason", reason);
        toldMessages = messages;
        toldActivity = activity;
        since = Optional.empty();
        why = "";
        return Optional.of(gap);
    }
}
