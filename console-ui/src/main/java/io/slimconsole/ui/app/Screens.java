package io.slimconsole.ui.app;

import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;

import java.util.List;

/// The screens of the window, in the order of its navigation.
final class Screens {
    private Screens() {}

    static List<Screen> all(ConsoleContext context) {
        return List.of();
    }
}
