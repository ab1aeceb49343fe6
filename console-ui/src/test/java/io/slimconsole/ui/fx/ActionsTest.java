package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

final class ActionsTest {
    private final Actions actions = new Actions();

    @Test
    void twoScreensMayUseTheSameShortcut() {
        actions.add("a.remove", "A", "Remove", "Delete", "a", () -> {});
        actions.add("b.remove", "B", "Remove", "Delete", "b", () -> {});

        assertThat(actions.all()).extracting(UiAction::id).containsExactly("a.remove", "b.remove");
    }

    @Test
    void aShortcutThatCountsEverywhereCantBeTakenAgain() {
        actions.add("palette", "Window", "Palette", "Shortcut+K", UiAction.EVERYWHERE, () -> {});

        assertThatThrownBy(() -> actions.add("a.kill", "A", "Kill", "Shortcut+K", "a", () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("palette")
                .hasMessageContaining("a.kill");
    }

    @Test
    void anIdIsUsedOnce() {
        actions.add("a", "A", "First", "", "a", () -> {});

        assertThatThrownBy(() -> actions.add("a", "A", "Second", "", "a", () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDisabledActionDoesNotRun() {
        var enabled = new SimpleBooleanProperty(false);
        var runs = new AtomicInteger();
        UiAction action = actions.add("a", "A", "Act", "", "a", enabled, runs::incrementAndGet);

        boolean first = action.fire();
        enabled.set(true);
        boolean second = action.fire();

        assertThat(first).isFalse();
        assertThat(second).isTrue();
        assertThat(runs).hasValue(1);
    }
}
