package io.slimconsole.ui.shell;

import org.kordamp.ikonli.Ikon;

/// A line of the palette.
///
/// @param detail what it is, in grey; may be empty
/// @param keys the shortcut, as people read it; may be empty
record PaletteItem(Ikon icon, String text, String detail, String keys, Runnable run) {}
