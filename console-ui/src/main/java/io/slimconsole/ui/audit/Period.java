package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.TimeRange;

import java.time.Duration;
import java.time.Instant;

/// Of which time entries are shown, apart from what is typed.
sealed interface Period {
    /// All that is kept.
    record Whole() implements Period {}

    /// Up to now, and what comes.
    record Last(Duration length) implements Period {}

    /// A range of the timeline.
    record Between(TimeRange range) implements Period {}

    default TimeRange range(Instant now) {
        return switch (this) {
            case Whole _ -> TimeRange.ALL;
            case Last(Duration length) -> new TimeRange(now.minus(length), Instant.MAX);
            case Between(TimeRange range) -> range;
        };
    }
}
