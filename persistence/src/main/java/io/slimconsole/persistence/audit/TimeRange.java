package io.slimconsole.persistence.audit;

import java.time.Instant;

/// @param from inclusive
/// @param to exclusive
public record TimeRange(Instant from, Instant to) {
    public static final TimeRange ALL = new TimeRange(Instant.MIN, Instant.MAX);

    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
