package io.slimconsole.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Rules of the keyboard.
final class Keys {
    /// Characters that stand for an action wherever nobody types text; the key they are on differs between layouts.
    private static final Map<String, String> TYPED = Map.of("?", "shell.keys", "/", "shell.filter");

    private Keys() {}

    /// `Ctrl+K`, as people read it.
    static String text(KeyCombination keys) {
        return keys.getDisplayText()
                .replace("Plus", "+")
                .replace("Minus", "-")
                .replace("Comma", ",");
    }

    /// The action that a typed character means.
    static Optional<String> typed(String character) {
        return Optional.ofNullable(TYPED.get(character));
    }

    /// ` or ?`, for the cheat sheet; empty where no character stands for the action.
    static String typedAlias(String action) {
        return TYPED.entrySet().stream()
                .filter(e -> e.getValue().equals(action))
                .map(e -> " or " + e.getKey())
                .findFirst()
                .orElse("");
    }

    /// Whether a key press belongs to the text that is being typed rather than to the window.
    static boolean isTyping(KeyEvent event, @Nullable Node focusOwner) {
        return focusOwner instanceof TextInputControl
                && !event.isControlDown()
                && !event.isMetaDown()
                && !event.isAltDown()
                && !event.getCode().isFunctionKey();
    }
}
