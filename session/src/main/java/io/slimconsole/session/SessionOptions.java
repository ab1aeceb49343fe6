package io.slimconsole.session;

import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Body;

import java.time.Duration;
import java.util.Map;

/// How a session is to be.
///
/// @param encrypted end to end, with MLS
/// @param reliable whether data is acknowledged, ordered and repeated
/// @param interval between two attempts of a command, and of data that is reliable
/// @param retries after the first attempt
/// @param metadata that everybody who is invited gets to see
/// @see "session.md 1.7"
public record SessionOptions(
        boolean encrypted,
        boolean reliable,
        Duration interval,
        int retries,
        Map<String, String> metadata) {
    /// Encrypted and reliable, with the timers that upstream's channel manager has.
    public static final SessionOptions DEFAULT =
            new SessionOptions(
                    true,
                    true,
                    Duration.ofMillis(SessionPlan.DEFAULT_TIMERS.interval()),
                    SessionPlan.DEFAULT_TIMERS.retries(),
                    Map.of());

    /// Every header is compared with what was encrypted.
    private static final Body.Mls ALL_HEADERS = new Body.Mls(100);

    public SessionOptions {
        if (interval.compareTo(Duration.ofMillis(1)) < 0
                || interval.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "an interval is at least a millisecond and at most an hour, not " + interval);
        }
        if (retries < 0 || retries > 1_000) {
            throw new IllegalArgumentException(
                    "there are 0 to 1,000 retries, not %,d".formatted(retries));
        }
        metadata = Map.copyOf(metadata);
    }

    public SessionOptions withEncrypted(boolean other) {
        return new SessionOptions(other, reliable, interval, retries, metadata);
    }

    public SessionOptions withReliable(boolean other) {
        return new SessionOptions(encrypted, other, interval, retries, metadata);
    }

    public SessionOptions withTimers(Duration newInterval, int newRetries) {
        return new SessionOptions(encrypted, reliable, newInterval, newRetries, metadata);
    }

    Body.Timers timers() {
        return new Body.Timers(Math.toIntExact(interval.toMillis()), retries);
    }

    Body.Mls mls() {
        return ALL_HEADERS;
    }
}
