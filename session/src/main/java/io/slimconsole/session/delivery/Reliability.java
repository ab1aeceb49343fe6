package io.slimconsole.session.delivery;

import io.slimconsole.session.wire.Body;

import java.time.Duration;

/// How often and how long something is sent again: at each `interval`, `retries` times; one interval later it has failed.
///
/// @param interval at least [#SHORTEST]
/// @param retries after the first attempt, not negative
/// @see "session.md 2.3, 3.1"
public record Reliability(Duration interval, int retries) {
    /// No session repeats itself faster, whatever its moderator asks for.
    public static final Duration SHORTEST = Duration.ofMillis(10);

    public Reliability {
        if (interval.compareTo(SHORTEST) < 0 || retries < 0) {
            throw new IllegalArgumentException(
                    "cannot repeat %d times at intervals of %s; it takes at least 0 times and %s"
                            .formatted(retries, interval, SHORTEST));
        }
    }

    /// As a moderator has set them, in unsigned numbers; what is out of range becomes the nearest in range.
    public static Reliability of(Body.Timers timers) {
        Duration interval = Duration.ofMillis(Integer.toUnsignedLong(timers.interval()));
        return new Reliability(
                interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval,
                timers.retries() < 0 ? Integer.MAX_VALUE : timers.retries());
    }
}
