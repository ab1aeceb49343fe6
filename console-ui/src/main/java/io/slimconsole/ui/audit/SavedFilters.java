package io.slimconsole.ui.audit;

import io.slimconsole.persistence.UiStateStore;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.ArrayList;
import java.util.List;

/// The filters that the operator has given a name, from one run to the next.
final class SavedFilters {
    private static final int MOST = 60;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_TEXT = 250;
    private static final String BETWEEN = "\t";

    record Saved(String name, String typed) {}

    private final UiStateStore store;
    private final String key;
    private final ReadOnlyObjectWrapper<List<Saved>> all;

    SavedFilters(UiStateStore store, String key) {
        this.store = store;
        this.key = key;
        all = new ReadOnlyObjectWrapper<>(read(store.get(key).orElse("")));
    }

    /// In the order in which they were saved.
    ReadOnlyObjectProperty<List<Saved>> all() {
        return all.getReadOnlyProperty();
    }

    /// Whether it can be saved under this name.
    boolean fits(String name, String typed) {
        return !cleaned(name).isEmpty()
                && cleaned(name).length() <= LONGEST_NAME
                && !typed.isBlank()
                && typed.length() <= LONGEST_TEXT
                && (all.get().size() < MOST || names().contains(cleaned(name)));
    }

    /// Keeps it, in place of another one of this name. Does nothing unless it [#fits].
    void save(String name, String typed) {
        if (fits(name, typed)) {
            var saved = new Saved(cleaned(name), cleaned(typed));
            List<Saved> next = new ArrayList<>(all.get());
            int at = names().indexOf(saved.name());
            if (at >= 0) {
                next.set(at, saved);
            } else {
                next.add(saved);
            }
            keep(next);
        }
    }

    void delete(Saved saved) {
        List<Saved> next = new ArrayList<>(all.get());
        next.remove(saved);
        keep(next);
    }

    /// Takes back a deletion: puts it where it was.
    void restore(Saved saved, int at) {
        List<Saved> next = new ArrayList<>(all.get());
        next.add(Math.min(at, next.size()), saved);
        keep(next);
    }

    /// Does nothing if the name is empty, or another filter's.
    void rename(Saved saved, String name) {
        int at = all.get().indexOf(saved);
        if (at >= 0 && !names().contains(cleaned(name)) && fits(name, saved.typed())) {
            List<Saved> next = new ArrayList<>(all.get());
            next.set(at, new Saved(cleaned(name), saved.typed()));
            keep(next);
        }
    }

    private List<String> names() {
        return all.get().stream().map(Saved::name).toList();
    }

    private void keep(List<Saved> next) {
        all.set(List.copyOf(next));
        store.put(
                key,
                String.join("\n", next.stream().map(s -> s.name() + BETWEEN + s.typed()).toList()));
    }

    private static List<Saved> read(String stored) {
        List<Saved> saved = new ArrayList<>();
        for (String line : stored.split("\n", -1)) {
            int between = line.indexOf(BETWEEN);
            if (between > 0) {
                saved.add(new Saved(line.substring(0, between), line.substring(between + 1)));
            }
        }
        return List.copyOf(saved);
    }

    private static String cleaned(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
