package io.slimconsole.ui.app;

import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;

import java.nio.file.Path;
import java.util.Optional;

/// An operator in front of the system's file chooser, which a test can't drive. All other questions stay in the window.
final class ChosenFiles {
    private volatile Optional<Path> chosen = Optional.empty();

    void choose(Path file) {
        chosen = Optional.of(file);
    }

    Dialogs over(Dialogs window) {
        return new Dialogs() {
            @Override
            public void confirm(Confirmation question, Runnable confirmed) {
                window.confirm(question, confirmed);
            }

            @Override
            public Optional<Path> chooseFile(String title, Optional<Path> start) {
                return chosen;
            }

            @Override
            public Optional<Path> chooseFolder(String title, Optional<Path> start) {
                return chosen;
            }

            @Override
            public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
                return chosen;
            }
        };
    }
}
