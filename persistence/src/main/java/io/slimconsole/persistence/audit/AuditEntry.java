package io.slimconsole.persistence.audit;

import java.time.Instant;

/// One line of a trail.
public sealed interface AuditEntry permits MessageEntry, ActivityEntry {
    /// Counts from 1 within its trail, without gaps.
    long sequence();

    /// When it happened; microsecond precision.
    Instant at();
}
