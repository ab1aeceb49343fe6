package io.slimconsole.ui.table;

import javafx.collections.ObservableListBase;

import java.util.List;
import java.util.function.Consumer;

/// The rows that a table shows, changed by [Edit]s only.
///
/// [#rows] may be called on any thread; everything else belongs to the JavaFX application thread.
public final class LiveList<R> extends ObservableListBase<R> {
    private volatile List<R> rows = List.of();
    private Consumer<Runnable> around = Runnable::run;

    /// The rows as they are shown now: what the next edit is based on. Never changes.
    public List<R> rows() {
        return rows;
    }

    @Override
    public R get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    /// Lets a table keep its selection and scroll position: `guard` is given each change and runs it.
    void setAround(Consumer<Runnable> guard) {
        around = guard;
    }

    /// @throws IllegalStateException if the edit is based on another list
    @SuppressWarnings("ReferenceEquality") // it has to be this list, not one that looks the same
    public void apply(Edit<R> edit) {
        if (edit.base() != rows) {
            throw new IllegalStateException(
                    "the edit is based on a list of %d rows that is no longer shown; %d rows are"
                            .formatted(edit.base().size(), rows.size()));
        }
        if (edit.isEmpty()) {
            return;
        }
        around.accept(() -> change(edit));
    }

    private void change(Edit<R> edit) {
        beginChange();
        List<R> before = rows;
        rows = edit.result();
        if (edit.reordered()) {
            nextReplace(0, rows.size(), before);
        } else {
            for (Edit.Span gone : edit.removals()) {
                nextRemove(gone.from(), before.subList(gone.from(), gone.to()));
            }
            for (Edit.Span fresh : edit.additions()) {
                nextAdd(fresh.from(), fresh.to());
            }
        }
        endChange();
    }
}
