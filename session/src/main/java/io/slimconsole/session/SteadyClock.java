package io.slimconsole.session;

import java.time.Instant;
import java.time.InstantSource;

/// Goes on from the time that another clock showed once, and neither stands still nor jumps when somebody sets that one: for
/// what is waited for.
final class SteadyClock implements InstantSource {
    private final Instant start;
    private final long startNanos = System.nanoTime();

    SteadyClock(InstantSource clock) {
        this.start = clock.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
