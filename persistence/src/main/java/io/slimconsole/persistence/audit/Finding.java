package io.slimconsole.persistence.audit;

import java.util.List;

/// What a search has found so far. Methods may be called on any thread.
///
/// @param <E> what is looked for
public interface Finding<E extends AuditEntry> extends AutoCloseable {
    /// How far the search is.
    ///
    /// @param found how many entries were found so far
    /// @param searched share of the entries that were looked at, 0 to 1
    /// @param done true when `found` is final
    record Progress(long found, double searched, boolean done) {}

    Progress progress();

    /// Hears the progress, a few times a second at most and once at the end, on a thread of the log.
    void onProgress(Runnable listener);

    /// Entries of the result, newest first. Waits for the disk, for as long as a page takes.
    ///
    /// @param from position in the result, from 0; below `found`
    /// @return `count` of them; fewer at the end, and where retention has deleted them since; none after [#close]
    List<E> page(long from, int count);

    /// How many were found in each of `buckets` equal parts of the time range, by outcome. Grows with the search, and is
    /// empty after [#close].
    Timeline timeline(TimeRange range, int buckets);

    /// Ends the search, and frees what it holds.
    @Override
    void close();
}
