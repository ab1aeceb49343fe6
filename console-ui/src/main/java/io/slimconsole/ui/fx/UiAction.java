package io.slimconsole.ui.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

import java.util.Optional;

/// Something the operator can do: in the palette, in the cheat sheet, and by its shortcut.
///
/// @param id unique, lower case with dots: `clients.disconnect`
/// @param group heading in the cheat sheet, usually the screen's title
/// @param shortcut at most one action has it within its scope
/// @param scope the id of the screen in which it can be done, or [#EVERYWHERE]
/// @param enabled whether it can be done now
public record UiAction(
        String id,
        String group,
        String text,
        Optional<KeyCombination> shortcut,
        String scope,
        ObservableBooleanValue enabled,
        Runnable run) {
    public static final String EVERYWHERE = "";

    /// Runs it if it can be done now.
    ///
    /// @return whether it ran
    public boolean fire() {
        if (enabled.get()) {
            run.run();
            return true;
        }
        return false;
    }
}
