package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.List;

/// What a verification found.
///
/// @param at when it ended
/// @param entries that were looked at
/// @param faults empty if nothing was changed, deleted, added or cut off; the first of each trail
public record Verification(Instant at, long entries, List<Fault> faults) {
    /// @param trail `messages` or `activity`
    /// @param sequence the first entry that is not as it was written, or missing
    /// @param what what is wrong, for people
    public record Fault(String trail, long sequence, String what) {}

    public Verification {
        faults = List.copyOf(faults);
    }

    public boolean sound() {
        return faults.isEmpty();
    }
}
