package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Theme;
import io.slimconsole.ui.fx.UiAction;
import io.slimconsole.ui.kit.UiTest;
import io.slimconsole.ui.manager.ManagerService;
import io.slimconsole.ui.overview.SampleTraffic;
import io.slimconsole.ui.settings.DataFolderControl;
import io.slimconsole.ui.settings.Overrides;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keyboard of the whole window: every screen's actions beside those of the frame.
final class AcceleratorsTest extends UiTest {
    /// What tables do with a key of their own, which no action may take from them.
    private static final List<KeyCombination> OF_TABLES =
            List.of(
                    KeyCombination.valueOf("Shortcut+C"),
                    KeyCombination.valueOf("Shortcut+Shift+C"),
                    KeyCombination.valueOf("Shortcut+A"),
                    new KeyCodeCombination(KeyCode.ENTER));

    /// There are none.
    private static final class NoSamples implements SampleTraffic {
        @Override
        public boolean running() {
            return false;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    }

    /// A folder that stays where it is.
    private static final class FixedFolder implements DataFolderControl {
        @Override
        public Path current() {
            return Path.of("/home/operator/.local/share/slim-console");
        }

        @Override
        public Optional<String> option() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> planned() {
            return Optional.empty();
        }

        @Override
        public Answer planMove(Path target) {
            return new Answer.Refused("This folder stays.");
        }

        @Override
        public void cancelMove() {}
    }

    private List<Screen> screens = List.of();
    private ManagerService manager;

    @AfterEach
    void closeScreens() throws Exception {
        for (Screen screen : screens) {
            if (screen instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
        manager.close();
    }

    private List<Screen> all(ConsoleContext context) {
        manager = new ManagerService(context.channels());
        screens = Screens.all(context, new NoSamples(), new FixedFolder(), Overrides.NONE, manager);
        return screens;
    }

    private List<UiAction> withKeys() {
        open(Theme.LIGHT, this::all);
        return context().actions().all().stream().filter(a -> a.shortcut().isPresent()).toList();
    }

    private static String keys(UiAction action) {
        return action.shortcut().orElseThrow().getDisplayText();
    }

    private static boolean meet(UiAction one, UiAction other) {
        return one.scope().equals(other.scope())
                || one.scope().equals(UiAction.EVERYWHERE)
                || other.scope().equals(UiAction.EVERYWHERE);
    }

    @Test
    void noTwoActionsShareTheirKeysWhereBothCanBeMeant() {
        List<UiAction> actions = withKeys();
        List<String> shared = new ArrayList<>();
        for (UiAction one : actions) {
            for (UiAction other : actions) {
                if (one.id().compareTo(other.id()) < 0
                        && meet(one, other)
                        && keys(one).equals(keys(other))) {
                    shared.add("%s: %s and %s".formatted(keys(one), one.id(), other.id()));
                }
            }
        }

        assertThat(actions).extracting(UiAction::scope).contains("", "clients", "settings");
        assertThat(shared).isEmpty();
        assertThat(actions)
                .extracting(action -> action.shortcut().orElseThrow())
                .doesNotContainAnyElementsOf(OF_TABLES);
    }

    @Test
    void everyAcceleratorIsOnTheCheatSheetWithItsAction() {
        List<UiAction> actions = withKeys();

        robot().type(KeyCode.F1);
        picture("keys-of-all-screens");
        List<String> lines = shownText("cheat-sheet").lines().toList();

        for (UiAction action : actions) {
            String keys =
                    keys(action).replace("Plus", "+").replace("Minus", "-").replace("Comma", ",");
            assertThat(pairs(lines)).as(action.id()).contains(keys + " " + action.text());
        }
    }

    /// Each line with the one below it.
    private static List<String> pairs(List<String> lines) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            pairs.add(lines.get(i).replaceFirst(" or .$", "") + " " + lines.get(i + 1));
        }
        return pairs;
    }
}
