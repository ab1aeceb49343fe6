package io.slimconsole.persistence.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Entries and bytes over the last ten seconds. One thread at a time.
final class RateMeter {
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private final Deque<Written> written = new ArrayDeque<>();
    private long entries;
    private long bytes;

    private record Written(long at, long entries, long bytes) {}

    /// @param now of [System#nanoTime]
    void add(long now, long moreEntries, long moreBytes) {
        written.add(new Written(now, moreEntries, moreBytes));
        entries += moreEntries;
        bytes += moreBytes;
        forget(now);
    }

    private void forget(long now) {
        while (!written.isEmpty() && now - written.getFirst().at > WINDOW) {
            Written gone = written.removeFirst();
            entries -= gone.entries;
            bytes -= gone.bytes;
        }
    }

    double perSecond(long now) {
        forget(now);
        return entries / (WINDOW / SECOND);
    }

    /// Bytes that an entry takes, over these seconds.
    long bytesPerDay(long now) {
        forget(now);
        return (long) (bytes / (WINDOW / SECOND) * SECONDS_PER_DAY);
    }
}
