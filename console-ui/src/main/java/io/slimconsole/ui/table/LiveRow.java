package io.slimconsole.ui.table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// One row of a live table: the same object for as long as its thing exists, whatever its values become.
///
/// [#value] may be read on any thread. It is replaced on the sampler's thread and not announced row by row: a table
/// looks at the rows in sight after each [Edit], which costs the same for ten rows and for a million.
///
/// @param <S> its values at one moment
public final class LiveRow<S> {
    private final long sequence;
    private final Instant arrived;
    private volatile S value;

    /// All below belong to the sampler's thread.
    @Nullable Comparable<?> sortKey;

    private @Nullable Object place;
    private @Nullable Object judgedBy;
    private @Nullable S judged;
    private boolean passes;
    long seen;

    /// @param sequence orders rows that are equal otherwise
    /// @param arrived when it came in while the table was watched; [Instant#MIN] if it was there before
    public LiveRow(long sequence, Instant arrived, S value) {
        this.sequence = sequence;
        this.arrived = arrived;
        this.value = value;
    }

    public S value() {
        return value;
    }

    public Instant arrived() {
        return arrived;
    }

    long sequence() {
        return sequence;
    }

    /// Where its owner has put it, for finding it again without searching. Sampler's thread.
    public @Nullable Object place() {
        return place;
    }

    public void setPlace(Object where) {
        place = where;
    }

    /// Sampler's thread.
    public void setValue(S newer) {
        value = newer;
    }

    /// Whether the row passes a filter; asked again only where the row or the filter is another. Sampler's thread.
    @SuppressWarnings("ReferenceEquality") // contents would cost more to compare than to judge
    boolean passes(RowFilter<S> filter) {
        S now = value;
        if (judgedBy != filter || judged != now) {
            passes = filter.test(now);
            judgedBy = filter;
            judged = now;
        }
        return passes;
    }

    @Override
    public String toString() {
        return "LiveRow[" + value + "]";
    }
}
