package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Toasts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the bell keeps: the last notices, identical ones as one with a count. Filled on any thread.
final class Notices {
    static final int CAPACITY = 100;

    private final Clock clock;
    private final Executor ui;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<List<Notice>> shown =
            new ReadOnlyObjectWrapper<>(List.of());
    private List<Notice> newest = List.of();

    /// @param ui where [#shown] changes; many changes within a moment are shown as one
    Notices(Clock clock, Executor ui) {
        this.clock = clock;
        this.ui = ui;
    }

    /// All that are kept, newest first.
    ReadOnlyObjectProperty<List<Notice>> shown() {
        return shown.getReadOnlyProperty();
    }

    /// Keeps one more. Warnings and errors count as unread; other news is only kept.
    void add(Toasts.Kind kind, String text, Optional<Runnable> open) {
        boolean unread = kind == Toasts.Kind.WARNING || kind == Toasts.Kind.ERROR;
        var notice = new Notice(kind, text, clock.instant(), 1, unread, open);
        synchronized (this) {
            List<Notice> next = new ArrayList<>(newest.size() + 1);
            next.add(notice);
            for (Notice known : newest) {
                if (known.isSame(notice)) {
                    next.set(0, known.and(notice));
                } else {
                    next.add(known);
                }
            }
            newest = List.copyOf(next.subList(0, Math.min(next.size(), CAPACITY)));
        }
        tell();
    }

    void markRead() {
        synchronized (this) {
            newest = newest.stream().map(Notice::read).toList();
        }
        tell();
    }

    void clear() {
        synchronized (this) {
            newest = List.of();
        }
        tell();
    }

    private void tell() {
        if (told.compareAndSet(false, true)) {
            ui.execute(
                    () -> {
                        told.set(false);
                        shown.set(newest());
                    });
        }
    }

    private synchronized List<Notice> newest() {
        return newest;
    }
}
