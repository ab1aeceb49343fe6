package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Toasts;

import java.time.Instant;
import java.util.Optional;

/// Something that was worth telling the operator.
///
/// @param at when it happened the last time
/// @param times how often it happened
/// @param open goes to its place, if it has one
record Notice(
        Toasts.Kind kind,
        String text,
        Instant at,
        int times,
        boolean unread,
        Optional<Runnable> open) {
    boolean isSame(Notice other) {
        return kind == other.kind && text.equals(other.text);
    }

    /// The same, once more.
    Notice and(Notice later) {
        return new Notice(kind, text, later.at, times + 1, later.unread || unread, later.open);
    }

    Notice read() {
        return unread ? new Notice(kind, text, at, times, false, open) : this;
    }
}
