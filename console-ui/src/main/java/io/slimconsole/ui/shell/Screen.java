package io.slimconsole.ui.shell;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

import org.kordamp.ikonli.Ikon;

import java.util.Optional;

/// One entry of the navigation. Lives as long as the window; its content is built once.
public interface Screen {
    /// Stable, lower case: it is stored as the last view, and is the scope of the screen's actions.
    String id();

    String title();

    Ikon icon();

    /// What fills the middle of the window. Called once.
    Node content();

    /// It is on screen from now on: start the samplers.
    default void shown() {}

    /// It is no longer on screen, or the window is minimised: stop the samplers.
    default void hidden() {}

    /// It was gone to as a whole, not to something on it: pages within the screen give way to its first one.
    default void home() {}

    /// The field that Ctrl+F and `/` go to.
    default Optional<TextInputControl> filterField() {
        return Optional.empty();
    }

    /// Whether there are changes here that count only once they are applied; the navigation marks the screen then.
    default ObservableValue<Boolean> unapplied() {
        return new ReadOnlyObjectWrapper<>(false);
    }

    /// Esc: takes back one thing at a time (filter, then details).
    ///
    /// @return false if there was nothing to take back
    default boolean escape() {
        return false;
    }

    /// Takes a snapshot now (F5).
    default void refresh() {}

    /// Brings `target` into sight, once the screen is shown.
    ///
    /// @return false if this is not its kind of target
    default boolean reveal(Target target) {
        return false;
    }
}
