package io.slimconsole.ui.shell;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the palette finds: screens and commands at once, names as soon as they are found.
final class PaletteViewModel {
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<PaletteItem> items = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty(0);
    private final Supplier<List<PaletteItem>> commands;
    private final Function<String, List<PaletteItem>> names;
    private final Executor background;
    private final Executor ui;

    /// Counts queries: names that were found for an older one are not shown.
    private int generation;

    /// @param commands what can be done now; asked for with every query
    PaletteViewModel(
            Supplier<List<PaletteItem>> commands,
            Function<String, List<PaletteItem>> names,
            Executor background,
            Executor ui) {
        this.commands = commands;
        this.names = names;
        this.background = background;
        this.ui = ui;
        query.subscribe(this::search);
    }

    StringProperty query() {
        return query;
    }

    ObservableList<PaletteItem> items() {
        return items;
    }

    /// Index into [#items].
    IntegerProperty selected() {
        return selected;
    }

    /// Moves the selection, around the ends.
    void move(int by) {
        if (!items.isEmpty()) {
            selected.set(Math.floorMod(selected.get() + by, items.size()));
        }
    }

    /// Begins again: what can be done may have changed.
    void reset() {
        query.set("");
        search("");
    }

    private void search(String text) {
        int mine = ++generation;
        List<PaletteItem> matching = matching(text);
        items.setAll(matching);
        selected.set(0);
        background.execute(
                () -> {
                    List<PaletteItem> found = names.apply(text);
                    if (!found.isEmpty()) {
                        ui.execute(
                                () -> {
                                    if (mine == generation) {
                                        items.addAll(found);
                                    }
                                });
                    }
                });
    }

    /// Every word must occur; items that begin with the text come first.
    private List<PaletteItem> matching(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return commands.get();
        }
        String[] words = wanted.split("\\s+", -1);
        List<PaletteItem> found = new ArrayList<>();
        for (PaletteItem item : commands.get()) {
            String haystack = (item.text() + " " + item.detail()).toLowerCase(Locale.ROOT);
            boolean all = true;
            for (String word : words) {
                all &= haystack.contains(word);
            }
            if (all) {
                found.add(item);
            }
        }
        found.sort(
                Comparator.comparing(
                        item -> !item.text().toLowerCase(Locale.ROOT).startsWith(wanted)));
        return found;
    }
}
