package io.slimconsole.persistence.audit;

import java.util.List;

/// Volume over time.
///
/// @param range what it covers: the one that was asked for, with an end that lies before or behind all entries cut to
///     where they are
/// @param buckets equally long, oldest first
public record Timeline(TimeRange range, List<Bucket> buckets) {
    /// @param succeeded delivered messages, or activity that succeeded
    /// @param failed all others
    public record Bucket(long succeeded, long failed) {}

    public Timeline {
        buckets = List.copyOf(buckets);
    }
}
