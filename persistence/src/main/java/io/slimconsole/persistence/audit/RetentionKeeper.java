package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.Segment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Deletes what is too old or too much, whole segments at a time, the oldest first. On the writer's thread.
final class RetentionKeeper {
    private final AuditStore store;
    private final Clock clock;
    private final boolean byAge;

    /// @param byAge whether the clock may say what is too old
    RetentionKeeper(AuditStore store, Clock clock, boolean byAge) {
        this.store = store;
        this.clock = clock;
        this.byAge = byAge;
    }

    /// @param record takes what was deleted
    /// @return whether the open segment has to be closed before more can be deleted
    boolean keep(TrailWriter<?> trail, Retention keep, Consumer<Activity> record) {
        Instant now = clock.instant();
        long tooOld = Micros.of(now.minus(keep.age()));
        for (Optional<Segment> oldest = oldest(trail); oldest.isPresent(); oldest = oldest(trail)) {
            boolean old = byAge && oldest.get().end().orElseThrow().to() < tooOld;
            boolean much = trail.snapshot().bytes() > keep.bytes();
            if (!old && !much) {
                return false;
            }
            remove(
                    trail,
                    oldest.get(),
                    old ? olderThan(keep.age()) : moreThan(keep.bytes()),
                    record);
        }
        return trail.snapshot().bytes() > keep.bytes();
    }

    private static Optional<Segment> oldest(TrailWriter<?> trail) {
        return trail.snapshot().segments().stream()
                .filter(segment -> segment.removal().isEmpty())
                .findFirst()
                .filter(segment -> segment.end().isPresent());
    }

    private void remove(
            TrailWriter<?> trail, Segment segment, String why, Consumer<Activity> record) {
        Instant now = clock.instant();
        var ends = new TrailEnd[1];
        store.write(
                transaction -> ends[0] = trail.remove(transaction, segment, Micros.of(now), why));
        trail.adopt(ends[0]);
        Segment.End end = segment.end().orElseThrow();
        record.accept(
                Activity.of(
                                now,
                                ActivityKind.RETENTION,
                                "node",
                                segment.trail().word(),
                                "Entries %d to %d of %s were deleted: %s"
                                        .formatted(
                                                segment.first(),
                                                end.last(),
                                                segment.trail().word(),
                                                why))
                        .with("first", Long.toString(segment.first()))
                        .with("last", Long.toString(end.last()))
                        .with("bytes", Long.toString(end.bytes())));
    }

    private static String olderThan(Duration age) {
        return "older than "
                + (age.toDays() > 0 ? age.toDays() + " days" : age.toHours() + " hours");
    }

    private static String moreThan(long bytes) {
        return "the trail takes more than %d MiB".formatted(bytes >> 20);
    }
}
