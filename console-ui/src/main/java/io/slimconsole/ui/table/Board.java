package io.slimconsole.ui.table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// All rows of a flat live table, and which of them are shown in which order.
///
/// Belongs to one thread at a time, usually a sampler's. Rows keep their identity as long as their key stays; their
/// order changes at a calm pace only, or when the operator asks for another one.
///
/// @param <K> what identifies a thing
/// @param <I> a thing as the node tells it
/// @param <S> the values of its row
@SuppressWarnings(
        "ReferenceEquality") // the same object means "nothing changed": comparing contents would
// cost
public final class Board<K, I, S> {
    /// How often rows may change places because of their values.
    public static final Duration PACE = Duration.ofSeconds(3);

    /// What a board has to know about its things.
    public interface Lines<K, I, S> {
        K key(I thing);

        /// The row's values.
        ///
        /// @param before the values so far; returned as it is where nothing has changed
        S line(I thing, @Nullable S before);
    }

    private final Lines<K, I, S> lines;
    private final Map<K, LiveRow<S>> byKey = new HashMap<>();
    private ArrayList<LiveRow<S>> sorted = new ArrayList<>();
    private @Nullable RowOrder<S> order;
    private Instant resorted = Instant.MIN;
    private long sequence;
    private long round;
    private long sorts;
    private boolean first = true;

    public Board(Lines<K, I, S> lines) {
        this.lines = lines;
    }

    /// Takes in a snapshot.
    public void put(Collection<? extends I> things, Instant now) {
        round++;
        List<LiveRow<S>> fresh = new ArrayList<>();
        for (I thing : things) {
            K key = lines.key(thing);
            LiveRow<S> row = byKey.get(key);
            if (row == null) {
                row = new LiveRow<>(sequence++, first ? Instant.MIN : now, lines.line(thing, null));
                byKey.put(key, row);
                fresh.add(row);
            } else {
                S before = row.value();
                S after = lines.line(thing, before);
                if (after != before) {
                    row.setValue(after);
                }
            }
            row.seen = round;
        }
        if (byKey.size() > things.size()) {
            for (Iterator<LiveRow<S>> all = byKey.values().iterator(); all.hasNext(); ) {
                if (all.next().seen != round) {
                    all.remove();
                }
            }
            sorted.removeIf(row -> row.seen != round);
        }
        RowOrder<S> by = order;
        if (by != null) {
            fresh.forEach(by::readKey);
        }
        sorted.addAll(fresh);
        if (!fresh.isEmpty() && by != null) {
            sorted.sort(by.comparator());
        }
        first = false;
    }

    /// How many rows a snapshot would add, change or take away: what a paused table tells.
    public int differences(Collection<? extends I> things) {
        int different = 0;
        int known = 0;
        for (I thing : things) {
            LiveRow<S> row = byKey.get(lines.key(thing));
            if (row == null) {
                different++;
            } else {
                known++;
                if (lines.line(thing, row.value()) != row.value()) {
                    different++;
                }
            }
        }
        return different + byKey.size() - known;
    }

    /// The rows to show.
    ///
    /// @param calm whether rows may change places only if it is time; false when the operator asked for an order
    public List<LiveRow<S>> show(
            RowFilter<S> filter, RowOrder<S> wanted, Instant now, boolean calm) {
        boolean due = !resorted.plus(PACE).isAfter(now);
        if (!wanted.equals(order) || !calm || due) {
            order = wanted;
            resorted = now;
            sorts++;
            sorted.forEach(wanted::readKey);
            sorted.sort(wanted.comparator());
        }
        List<LiveRow<S>> shown = new ArrayList<>(sorted.size());
        for (LiveRow<S> row : sorted) {
            if (row.passes(filter)) {
                shown.add(row);
            }
        }
        return shown;
    }

    /// Counts up whenever rows may have changed places.
    public long sorts() {
        return sorts;
    }

    public int size() {
        return byKey.size();
    }

    /// How many rows, shown or not, are like this.
    public int count(RowFilter<S> like) {
        int count = 0;
        for (LiveRow<S> row : sorted) {
            if (like.test(row.value())) {
                count++;
            }
        }
        return count;
    }

    public @Nullable LiveRow<S> row(K key) {
        return byKey.get(key);
    }

    /// Forgets everything: another node runs now.
    public void clear() {
        byKey.clear();
        sorted = new ArrayList<>();
        first = true;
    }
}
