package io.slimconsole.tests.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// A clock that goes on when the test says so; in UTC. Usable from any thread.
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    public ManualClock(Instant start) {
        now = start;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /// The same clock, for code that takes one with a zone.
    public Clock inUtc() {
        return withZone(ZoneOffset.UTC);
    }
}
