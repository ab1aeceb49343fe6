package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.Optional;

/// How the log is doing.
///
/// @param trouble why nothing can be written at the moment, and since when; empty if all is well
/// @param messages the trail of messages
/// @param activity the trail of activity
/// @param finding what the last verification found; empty before the first
public record AuditStatus(
        Optional<Trouble> trouble,
        TrailStatus messages,
        TrailStatus activity,
        Optional<Verification> finding) {

    /// @param text what went wrong and what would help, for the operator
    /// @param locked whether it waits for the passphrase of its keys, and for nothing else
    public record Trouble(String text, Instant since, boolean locked) {
        public Trouble(String text, Instant since) {
            this(text, since, false);
        }
    }

    /// Whether it waits for [AuditLog#unlock].
    public boolean isLocked() {
        return trouble.filter(Trouble::locked).isPresent();
    }

    /// @param entries that are kept
    /// @param bytes that they take up on disk
    /// @param perSecond entries written, over the last ten seconds
    /// @param bytesPerDay of disk that this rate takes
    /// @param lost entries that were never written, since the console was started: see [ActivityKind#GAP]
    public record TrailStatus(
            long entries, long bytes, double perSecond, long bytesPerDay, long lost) {}
}
