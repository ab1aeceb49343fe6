package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.block.BlockHeader;

import java.util.ArrayList;
import java.util.List;

/// Counts entries in equal parts of a time range. One thread at a time.
final class TimelineCount {
    private final TimeRange asked;
    private final long from;
    private final long to;
    private final long[] succeeded;
    private final long[] failed;
    private int parts;

    private TimelineCount(TimeRange asked, long from, long to, int buckets) {
        this.asked = asked;
        this.from = from;
        this.to = to;
        this.succeeded = new long[buckets];
        this.failed = new long[buckets];
    }

    /// @param blocks the range is cut to their times
    static TimelineCount of(TimeRange range, int buckets, List<BlockHeader> blocks) {
        long earliest = blocks.stream().mapToLong(BlockHeader::from).min().orElse(0);
        long latest = blocks.stream().mapToLong(BlockHeader::to).max().orElse(0);
        long from = Math.max(Micros.ofBound(range.from()), earliest);
        long to = Math.max(from + 1, Math.min(Micros.ofBound(range.to()), latest + 1));
        return new TimelineCount(range, from, to, blocks.isEmpty() ? 0 : buckets);
    }

    boolean isOf(TimeRange range, int buckets) {
        return asked.equals(range) && (succeeded.length == buckets || succeeded.length == 0);
    }

    /// How many parts of the search it has counted.
    int parts() {
        return parts;
    }

    void partDone() {
        parts++;
    }

    /// Counts a block as a whole, if it falls into one bucket or none.
    boolean add(BlockHeader block, int ok, int notOk) {
        if (block.to() < from || block.from() >= to) {
            return true;
        }
        if (block.from() < from || block.to() >= to) {
            return false;
        }
        int bucket = bucket(block.from());
        if (bucket != bucket(block.to())) {
            return false;
        }
        succeeded[bucket] += ok;
        failed[bucket] += notOk;
        return true;
    }

    void add(long at, boolean ok) {
        if (at >= from && at < to) {
            (ok ? succeeded : failed)[bucket(at)]++;
        }
    }

    private int bucket(long at) {
        return (int)
                Math.min(
                        succeeded.length - 1L,
                        (long) ((double) (at - from) / (to - from) * succeeded.length));
    }

    Timeline timeline() {
        List<Timeline.Bucket> buckets = new ArrayList<>(succeeded.length);
        for (int i = 0; i < succeeded.length; i++) {
            buckets.add(new Timeline.Bucket(succeeded[i], failed[i]));
        }
        return new Timeline(new TimeRange(Micros.instant(from), Micros.instant(to)), buckets);
    }
}
