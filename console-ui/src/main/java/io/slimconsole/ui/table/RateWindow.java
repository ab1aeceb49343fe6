package io.slimconsole.ui.table;

import java.time.Duration;
import java.time.Instant;

/// Turns totals into rates, once a second for all rows of a table: a number that changes more often can't be read.
///
/// [#step] is called at the start of each sample and says what to do with every row in it.
public final class RateWindow {
    /// A rate that isn't known yet.
    public static final double UNKNOWN = Double.NaN;

    private static final Duration LENGTH = Duration.ofSeconds(1);

    /// A longer pause between two samples means that the table was hidden.
    private static final Duration GAP = Duration.ofSeconds(4);

    /// What to do with the rows of a sample.
    public enum Step {
        /// Remember the totals; rates are not known.
        START,
        /// Leave rates and remembered totals as they are.
        KEEP,
        /// Work out the rates, with [#perSecond], and remember the totals.
        TURN
    }

    private Instant start = Instant.MIN;
    private Instant last = Instant.MIN;
    private double seconds;

    public Step step(Instant now) {
        boolean gap =
                last.equals(Instant.MIN) || last.plus(GAP).isBefore(now) || now.isBefore(last);
        last = now;
        if (gap) {
            start = now;
            return Step.START;
        }
        if (now.isBefore(start.plus(LENGTH))) {
            return Step.KEEP;
        }
        seconds = Duration.between(start, now).toNanos() / 1e9;
        start = now;
        return Step.TURN;
    }

    /// The rate over the window that the last [Step#TURN] closed.
    public double perSecond(long total, long totalBefore) {
        return Math.max(0, total - totalBefore) / seconds;
    }
}
