package io.slimconsole.ui.table;

/// What the keyboard and the mouse do with the selected rows of a live table.
///
/// @param open Enter and double click: the details
/// @param remove Delete: the screen's removing action, which asks first
/// @param copy Ctrl+C
/// @param copyJson Ctrl+Shift+C
/// @param pause Space
public record RowCommands(
        Runnable open, Runnable remove, Runnable copy, Runnable copyJson, Runnable pause) {
    /// For a table without a removing action, or without details.
    public static final Runnable NOTHING = () -> {};
}
