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
    Finding<E> find(F filter);

    /// Waits for the disk.
    Optional<E> entry(long sequence);
}
