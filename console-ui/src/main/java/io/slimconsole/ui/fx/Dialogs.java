package io.slimconsole.ui.fx;

import java.nio.file.Path;
import java.util.Optional;

/// Asks the operator. Behind an interface, so that a view model can be tested without a window.
public interface Dialogs {
    /// Shows the question inside the window and returns at once; `confirmed` runs if the operator agrees.
    void confirm(Confirmation question, Runnable confirmed);

    /// @param title of the system's file chooser
    /// @param start the folder to begin in, if it exists
    Optional<Path> chooseFile(String title, Optional<Path> start);

    Optional<Path> chooseFolder(String title, Optional<Path> start);

    /// Asks for a file to write; the system asks before one is overwritten.
    ///
    /// @param name what it is called unless the operator says otherwise
    Optional<Path> chooseTarget(String title, Optional<Path> start, String name);
}
