package io.slimconsole.ui.conversation;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// A row of the conversation: the same object for as long as it is there. Belongs to the JavaFX application thread.
final class MessageRow {
    private final ReadOnlyObjectWrapper<Entry> entry;
    private final BooleanProperty unfolded = new SimpleBooleanProperty();

    MessageRow(Entry entry) {
        this.entry = new ReadOnlyObjectWrapper<>(entry);
    }

    long index() {
        return entry.get().said().index();
    }

    ReadOnlyObjectProperty<Entry> entry() {
        return entry.getReadOnlyProperty();
    }

    void setEntry(Entry next) {
        entry.set(next);
    }

    BooleanProperty unfolded() {
        return unfolded;
    }

    @Override
    public String toString() {
        return entry.get().who() + ": " + String.join("\n", entry.get().body().lines());
    }
}
