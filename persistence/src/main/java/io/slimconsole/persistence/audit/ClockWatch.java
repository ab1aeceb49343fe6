package io.slimconsole.persistence.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether the clock may say how old entries are. One that was set years ahead, if only for a minute, would have all of them deleted.
///
/// Belongs to the writer's thread.
final class ClockWatch {
    /// Further ahead of the time that really passed than this, it was set, or the machine slept.
    static final Duration JUMP = Duration.ofDays(1);

    /// So long it has to go on without another jump before it is believed.
    static final Duration PROOF = Duration.ofHours(1);

    private Instant last;
    private long lastNanos;
    private Optional<Long> since = Optional.empty();

    /// @param last a moment that is past
    /// @param nanos of the machine's own clock, which is never set
    ClockWatch(Instant last, long nanos) {
        this.last = last;
        this.lastNanos = nanos;
    }

    /// Goes on from the newest entry that is stored.
    static ClockWatch since(Snapshot messages, Snapshot activity, Instant now, long nanos) {
        long newest = Math.max(messages.newestTime(), activity.newestTime());
        return new ClockWatch(newest == 0 ? now : Micros.instant(newest), nanos);
    }

    /// @return what is to be recorded: that it jumped
    Optional<String> look(Instant now, long nanos) {
        Instant expected = last.plusNanos(nanos - lastNanos);
        Instant before = last;
        last = now;
        lastNanos = nanos;
        if (now.isAfter(expected.plus(JUMP))) {
            boolean again = since.isPresent();
            since = Optional.of(nanos);
            return again
                    ? Optional.empty()
                    : Optional.of(
                            "The clock went from %s to %s at once: entries are deleted for their age again once it has gone on from there for an hour"
                                    .formatted(before, now));
        }
        if (since.isPresent()
                && (now.isBefore(expected.minus(JUMP)) || nanos - since.get() >= PROOF.toNanos())) {
            since = Optional.empty(); // it was set back, or is right
        }
        return Optional.empty();
    }

    boolean isTrusted() {
        return since.isEmpty();
    }
}
