package io.slimconsole.persistence;

/// Where [ConsoleSettings] are kept. Any thread may call it; it waits for the disk, so the JavaFX thread may not.
public interface SettingsStore {
    /// What was saved last. Before the first save these are defaults, whose node id is kept from then on.
    ConsoleSettings load();

    /// Returns when the settings are on the disk.
    ///
    /// @throws PersistenceException if they can't be written; what was saved before is still there
    void save(ConsoleSettings settings);
}
