package io.slimconsole.session;

import java.time.Duration;
import java.time.Instant;

/// Which refusals of messages are told to whoever listens: enough to see that something is wrong and what, and no flood, as who
/// sends what is refused decides how many there are.
final class Refusals {
    /// Told at once.
    static final int BURST = 20;

    /// How long it takes until one more may be told.
    static final Duration EACH = Duration.ofSeconds(10);

    private Instant full = Instant.MIN;

    /// Whether this one is told.
    boolean admits(Instant now) {
        Instant from = full.isAfter(now) ? full : now;
        Instant next = from.plus(EACH);
        if (next.isAfter(now.plus(EACH.multipliedBy(BURST)))) {
            return false;
        }
        full = next;
        return true;
    }
}
