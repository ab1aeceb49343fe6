package io.slimconsole.ui.app;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.Database;
import io.slimconsole.persistence.InMemorySettings;
import io.slimconsole.persistence.InMemoryUiState;
import io.slimconsole.persistence.Note;
import io.slimconsole.persistence.OpenResult;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.persistence.UiStateStore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where this run keeps its settings and window state: the database, or memory if the operator goes on without one.
///
/// @param saved false if nothing outlasts this run
/// @param notes what the operator should know
record Stores(
        SettingsStore settings,
        UiStateStore uiState,
        boolean saved,
        List<Note> notes,
        Runnable onClose)
        implements AutoCloseable {

    /// Opens the database; asks as often as it does not open.
    ///
    /// @param ask answers with one of the question's choices; may wait for the operator
    /// @return empty if the operator rather quits
    static Optional<Stores> open(
            Path folder, Function<DatabaseQuestion, DatabaseQuestion.Choice> ask) {
        while (true) {
            switch (Database.open(folder)) {
                case OpenResult.Opened(Database database, List<Note> notes) -> {
                    return Optional.of(
                            new Stores(
                                    database.settings(),
                                    database.uiState(),
                                    true,
                                    notes,
                                    database::close));
                }
                case OpenResult.NotOpened result -> {
                    switch (ask.apply(DatabaseQuestion.about(result))) {
                        case RETRY -> {}
                        case START_AFRESH -> Database.setAside(folder);
                        case WITHOUT_SAVING -> {
                            return Optional.of(inMemory());
                        }
                        case QUIT -> {
                            return Optional.empty();
                        }
                    }
                }
            }
        }
    }

    private static Stores inMemory() {
        return new Stores(
                new InMemorySettings(ConsoleSettings.defaults()),
                new InMemoryUiState(),
                false,
                List.of(),
                () -> {});
    }

    @Override
    public void close() {
        onClose.run();
    }
}
