/// The settings: what can be set, whether it would work, and how it comes into force.
///
/// Start with [SettingsScreen], which the wiring makes. `SettingsViewModel` holds what is typed and applies it;
/// `DraftCheck` says what is wrong with it and is pure, `PemFiles` reads certificates and keys off the JavaFX
/// application thread. Everything else lives on that thread.
@NullMarked
package io.slimconsole.ui.settings;

import org.jspecify.annotations.NullMarked;
