/// Starts the console and wires its parts; nothing else knows them all.
///
/// Start with `Launcher`. It runs before JavaFX does, and without it where there is no display.
@NullMarked
package io.slimconsole.ui.app;

import org.jspecify.annotations.NullMarked;
