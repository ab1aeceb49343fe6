package io.slimconsole.persistence.audit;

import java.time.Duration;

/// How long entries are kept: until they are too old, or there are too many. Whole segments go, the oldest first.
///
/// @param age at least an hour
/// @param bytes of disk for the trail, at least 16 MiB
public record Retention(Duration age, long bytes) {
    public static final long FEWEST_BYTES = 16L * 1024 * 1024;

    public Retention {
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("entries are kept for an hour at least, not " + age);
        }
        if (bytes < FEWEST_BYTES) {
            throw new IllegalArgumentException(
                    "a trail needs 16 MiB of disk at least, not %d bytes".formatted(bytes));
        }
    }

    public Retention withAge(Duration other) {
        return new Retention(other, bytes);
    }
}
