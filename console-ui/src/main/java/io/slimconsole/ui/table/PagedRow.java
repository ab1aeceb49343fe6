package io.slimconsole.ui.table;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A place in a [PagedList]: it is there before what stands in it was read, and stays the same object afterwards.
///
/// Belongs to the JavaFX application thread.
public final class PagedRow<E> {
    private final long position;
    private @Nullable E entry;
    private boolean missing;

    PagedRow(long position) {
        this.position = position;
    }

    /// What stands here; empty while it is being read, and where there is nothing any more.
    public Optional<E> entry() {
        return Optional.ofNullable(entry);
    }

    /// It was looked for and is gone: deleted since the list was made.
    public boolean isMissing() {
        return missing;
    }

    /// Its place, counted from the row that was the first when the list was made: those that came since are negative.
    long position() {
        return position;
    }

    boolean isUnread() {
        return entry == null && !missing;
    }

    void fill(E read) {
        entry = read;
        missing = false;
    }

    void miss() {
        missing = entry == null;
    }
}
