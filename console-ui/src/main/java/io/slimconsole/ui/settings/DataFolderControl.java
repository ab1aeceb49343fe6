package io.slimconsole.ui.settings;

import java.nio.file.Path;
import java.util.Optional;

/// Where the console's data is, and how to have it moved. The data can't move while it is in use, so a move is planned
/// and carried out when the console starts the next time.
///
/// The planning methods may wait for the disk; they are called off the JavaFX application thread.
public interface DataFolderControl {
    /// What came of a plan.
    sealed interface Answer {
        /// The data moves to `target` at the next start.
        record Planned(Path target) implements Answer {}

        /// Nothing is planned.
        ///
        /// @param why a whole sentence that says what would help
        record Refused(String why) implements Answer {}
    }

    /// The folder in use.
    Path current();

    /// The option of the command line that chose the folder for this run; it can't be moved then.
    Optional<String> option();

    /// Where the data will move at the next start, if that is planned.
    Optional<Path> planned();

    /// Plans a move to `target` in place of any other.
    Answer planMove(Path target);

    /// Leaves the data where it is.
    void cancelMove();
}
