package io.slimconsole.ui.table;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// What turns one list of rows into another: worked out on the sampler's thread, carried out in no time.
///
/// @param base the list it applies to
/// @param result the list after it
/// @param removals places in `base`, last first
/// @param additions places in `result`, first first
/// @param reordered rows changed places: the list is replaced as a whole; removals and additions are then empty
@SuppressWarnings("ReferenceEquality") // rows are told apart by identity: their contents change
public record Edit<R>(
        List<R> base,
        List<R> result,
        List<Span> removals,
        List<Span> additions,
        boolean reordered) {
    /// Beyond this many places one replacement is cheaper than many small changes.
    private static final int MANY = 256;

    /// Neighbouring places in a list.
    ///
    /// @param from inclusive
    /// @param to exclusive
    public record Span(int from, int to) {}

    /// Works out the difference. Time and space are linear in both lists, little where they are the same.
    ///
    /// @param base not changed afterwards
    /// @param result not changed afterwards
    public static <R> Edit<R> between(List<R> base, List<R> result) {
        if (sameRows(base, result)) {
            return new Edit<>(base, base, List.of(), List.of(), false);
        }
        IdentityHashMap<R, Integer> places = new IdentityHashMap<>(base.size());
        for (int i = 0; i < base.size(); i++) {
            places.put(base.get(i), i);
        }
        boolean[] kept = new boolean[base.size()];
        List<Span> additions = new ArrayList<>();
        int last = -1;
        int addedFrom = -1;
        for (int i = 0; i < result.size(); i++) {
            Integer place = places.get(result.get(i));
            if (place == null) {
                addedFrom = addedFrom < 0 ? i : addedFrom;
                continue;
            }
            if (place < last) {
                return new Edit<>(base, result, List.of(), List.of(), true);
            }
            last = place;
            kept[place] = true;
            if (addedFrom >= 0) {
                additions.add(new Span(addedFrom, i));
                addedFrom = -1;
            }
        }
        if (addedFrom >= 0) {
            additions.add(new Span(addedFrom, result.size()));
        }
        List<Span> removals = new ArrayList<>();
        for (int i = base.size() - 1; i >= 0; i--) {
            if (!kept[i]) {
                int to = i + 1;
                while (i > 0 && !kept[i - 1]) {
                    i--;
                }
                removals.add(new Span(i, to));
            }
        }
        boolean whole = removals.size() + additions.size() > MANY;
        return whole
                ? new Edit<>(base, result, List.of(), List.of(), true)
                : new Edit<>(base, result, List.copyOf(removals), List.copyOf(additions), false);
    }

    public boolean isEmpty() {
        return base == result;
    }

    private static <R> boolean sameRows(List<R> a, List<R> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i) != b.get(i)) {
                return false;
            }
        }
        return true;
    }
}
