package io.slimconsole.ui.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The rows of a live table, keyed by id, so that selection and scroll position survive every change.
///
/// [#difference] is called on the sampler's thread, [#apply] on the JavaFX application thread with each result, in
/// order; a [Sampler] does just that. New rows come in at the end.
public final class StableRows<K, S> {
    /// What changed between two snapshots.
    ///
    /// @param added in the order of the snapshot
    /// @param changed things that were there before, with their new values
    public record Difference<K, S>(Map<K, S> added, List<K> removed, Map<K, S> changed) {
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    private final Function<S, K> keyOf;

    /// The last snapshot; belongs to the sampler's thread.
    private Map<K, S> known = new HashMap<>();

    private final Map<K, StableRow<K, S>> byKey = new HashMap<>();
    private final ObservableList<StableRow<K, S>> rows = FXCollections.observableArrayList();
    private final ObservableList<StableRow<K, S>> readOnlyRows =
            FXCollections.unmodifiableObservableList(rows);

    public StableRows(Function<S, K> keyOf) {
        this.keyOf = keyOf;
    }

    public ObservableList<StableRow<K, S>> rows() {
        return readOnlyRows;
    }

    /// Compares a snapshot with the one before it.
    ///
    /// @param snapshot each key once
    public Difference<K, S> difference(Collection<S> snapshot) {
        Map<K, S> newer = HashMap.newHashMap(snapshot.size());
        Map<K, S> added = new LinkedHashMap<>();
        Map<K, S> changed = new HashMap<>();
        for (S value : snapshot) {
            K key = keyOf.apply(value);
            newer.put(key, value);
            S before = known.get(key);
            if (before == null) {
                added.put(key, value);
            } else if (!before.equals(value)) {
                changed.put(key, value);
            }
        }
        List<K> removed = new ArrayList<>();
        for (K key : known.keySet()) {
            if (!newer.containsKey(key)) {
                removed.add(key);
            }
        }
        known = newer;
        return new Difference<>(added, removed, changed);
    }

    /// Changes the rows as `difference` says: values in place, one removal and one addition for all.
    public void apply(Difference<K, S> difference) {
        difference
                .changed()
                .forEach(
                        (key, value) -> {
                            StableRow<K, S> row = byKey.get(key);
                            if (row != null) {
                                row.setValue(value);
                            }
                        });
        if (!difference.removed().isEmpty()) {
            List<StableRow<K, S>> gone = new ArrayList<>(difference.removed().size());
            for (K key : difference.removed()) {
                StableRow<K, S> row = byKey.remove(key);
                if (row != null) {
                    gone.add(row);
                }
            }
            rows.removeAll(Set.copyOf(gone));
        }
        if (!difference.added().isEmpty()) {
            List<StableRow<K, S>> fresh = new ArrayList<>(difference.added().size());
            difference
                    .added()
                    .forEach(
                            (key, value) -> {
                                var row = new StableRow<>(key, value);
                                byKey.put(key, row);
                                fresh.add(row);
                            });
            rows.addAll(fresh);
        }
    }
}
