package io.slimconsole.persistence.audit;

import java.util.Optional;

/// The entries of one kind, oldest first by sequence. Methods may be called on any thread.
///
/// @param <E> its entries
/// @param <F> what can be asked for
public interface Trail<E extends AuditEntry, F> {
    /// Sequence of the newest entry that is stored; zero if there is none yet.
    long newest();

    /// Sequence of the oldest entry that is still kept.
    long oldest();

    /// Looks for entries, newest first, among those stored at this moment. Returns at once; the search goes on in the background.
    default Finding<E> find(F filter) {
        return find(filter, 0, newest());
    }

    /// The same among a part of them: whoever follows the trail looks only at what came since it looked last.
    ///
    /// @param after sequence of the newest entry that is not looked at; zero for none
    /// @param upTo sequence of the newest entry that is
    Finding<E> find(F filter, long after, long upTo);

    /// Waits for the disk.
    Optional<E> entry(long sequence);
}
