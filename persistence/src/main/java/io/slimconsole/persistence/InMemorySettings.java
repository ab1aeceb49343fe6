package io.slimconsole.persistence;

/// Settings for one run only: for tests, and for an operator who goes on without a database.
public final class InMemorySettings implements SettingsStore {
    private volatile ConsoleSettings settings;

    public InMemorySettings(ConsoleSettings initial) {
        this.settings = initial;
    }

    @Override
    public ConsoleSettings load() {
        return settings;
    }

    @Override
    public void save(ConsoleSettings other) {
        settings = other;
    }
}
