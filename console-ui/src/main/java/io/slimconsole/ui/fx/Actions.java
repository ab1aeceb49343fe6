package io.slimconsole.ui.fx;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Every action of the window; the palette, the cheat sheet and the keyboard read it.
public final class Actions {
    private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

    private final List<UiAction> all = new ArrayList<>();

    /// All actions, in the order in which they were added.
    public List<UiAction> all() {
        return Collections.unmodifiableList(all);
    }

    /// Adds an action that can always be done while its scope is on screen.
    ///
    /// @param shortcut as [KeyCombination#valueOf] reads it, for example `Shortcut+K`; empty for none
    public UiAction add(
            String id, String group, String text, String shortcut, String scope, Runnable run) {
        return add(id, group, text, shortcut, scope, ALWAYS, run);
    }

    /// Adds an action.
    ///
    /// @throws IllegalStateException if its id, or its shortcut within an overlapping scope, is taken
    public UiAction add(
            String id,
            String group,
            String text,
            String shortcut,
            String scope,
            ObservableBooleanValue enabled,
            Runnable run) {
        Optional<KeyCombination> keys =
                shortcut.isEmpty()
                        ? Optional.empty()
                        : Optional.of(KeyCombination.valueOf(shortcut));
        var action = new UiAction(id, group, text, keys, scope, enabled, run);
        for (UiAction other : all) {
            if (other.id().equals(id)) {
                throw new IllegalStateException("two actions have the id " + id);
            }
            boolean meet =
                    other.scope().equals(scope)
                            || other.scope().equals(UiAction.EVERYWHERE)
                            || scope.equals(UiAction.EVERYWHERE);
            if (meet && keys.isPresent() && other.shortcut().equals(keys)) {
                throw new IllegalStateException(
                        "%s is the shortcut of both %s and %s".formatted(shortcut, other.id(), id));
            }
        }
        all.add(action);
        return action;
    }

    /// The action that a key press means on the given screen.
    public Optional<UiAction> matching(KeyEvent event, String screen) {
        return all.stream()
                .filter(a -> a.scope().equals(UiAction.EVERYWHERE) || a.scope().equals(screen))
                .filter(a -> a.shortcut().filter(k -> k.match(event)).isPresent())
                .findFirst();
    }
}
