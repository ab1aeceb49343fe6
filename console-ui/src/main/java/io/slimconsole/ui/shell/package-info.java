/// The window: navigation, palette, keyboard, status bar, themes.
///
/// Start with [Shell], which shows the [Screen]s it is given, and [ConsoleContext], which is all that a screen needs.
/// Everything here lives on the JavaFX application thread.
@NullMarked
package io.slimconsole.ui.shell;

import org.jspecify.annotations.NullMarked;
