package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.persistence.audit.Timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// Volume over time, in columns that begin at full seconds, minutes or hours: so they stay the same while time goes on.
final class TimelineSum {
    private static final int MOST_COLUMNS = 180;

    private static final List<Duration> WIDTHS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(3),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(30));

    /// Which columns there are.
    ///
    /// @param start of the first one
    record Scale(Instant start, Duration width, int buckets) {
        /// The narrowest columns that cover the range and are not too many.
        static Scale of(TimeRange range) {
            long from = range.from().getEpochSecond();
            long to = range.to().getEpochSecond() + 1;
            for (Duration width : WIDTHS) {
                long seconds = width.toSeconds();
                long first = Math.floorDiv(from, seconds);
                long columns = Math.floorDiv(to - 1, seconds) - first + 1;
                if (columns <= MOST_COLUMNS || width.equals(WIDTHS.getLast())) {
                    return new Scale(
                            Instant.ofEpochSecond(first * seconds),
                            width,
                            Math.clamp(columns, 1, 10_000));
                }
            }
            throw new IllegalStateException("no width covers " + range);
        }

        Instant end() {
            return start.plus(width.multipliedBy(buckets));
        }

        TimeRange range() {
            return new TimeRange(start, end());
        }

        Instant startOf(int column) {
            return start.plus(width.multipliedBy(column));
        }
    }

    private final Scale scale;
    private final long[] succeeded;
    private final long[] failed;

    TimelineSum(Scale scale) {
        this.scale = scale;
        succeeded = new long[scale.buckets()];
        failed = new long[scale.buckets()];
    }

    Scale scale() {
        return scale;
    }

    long succeeded(int column) {
        return succeeded[column];
    }

    long failed(int column) {
        return failed[column];
    }

    long highest() {
        long highest = 0;
        for (int i = 0; i < succeeded.length; i++) {
            highest = Math.max(highest, succeeded[i] + failed[i]);
        }
        return highest;
    }

    /// Takes in the volume of a part, each of its columns where its middle is.
    void add(Timeline part) {
        int count = part.buckets().size();
        if (count == 0 || !part.range().from().isBefore(part.range().to())) {
            return;
        }
        double first = seconds(Duration.between(scale.start(), part.range().from()));
        double each = seconds(Duration.between(part.range().from(), part.range().to())) / count;
        for (int i = 0; i < count; i++) {
            double middle = first + (i + 0.5) * each;
            int column =
                    Math.clamp(
                            (long) Math.floor(middle / scale.width().toSeconds()),
                            0,
                            scale.buckets() - 1);
            succeeded[column] += part.buckets().get(i).succeeded();
            failed[column] += part.buckets().get(i).failed();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimelineSum that
                && scale.equals(that.scale)
                && Arrays.equals(succeeded, that.succeeded)
                && Arrays.equals(failed, that.failed);
    }

    @Override
    public int hashCode() {
        return scale.hashCode();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
