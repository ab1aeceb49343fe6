package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as blocks keep them: microseconds since 1970.
final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    static long of(Instant instant) {
        return Math.multiplyExact(instant.getEpochSecond(), PER_SECOND) + instant.getNano() / 1_000;
    }

    /// Of a bound, which may lie beyond all times that can be.
    static long ofBound(Instant instant) {
        if (instant.getEpochSecond() > Long.MAX_VALUE / PER_SECOND - 1) {
            return Long.MAX_VALUE;
        }
        if (instant.getEpochSecond() < Long.MIN_VALUE / PER_SECOND + 1) {
            return Long.MIN_VALUE;
        }
        return of(instant);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
