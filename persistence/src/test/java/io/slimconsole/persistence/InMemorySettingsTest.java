package io.slimconsole.persistence;

final class InMemorySettingsTest extends SettingsStoreContract {
    @Override
    SettingsStore store() {
        return new InMemorySettings(ConsoleSettings.defaults());
    }
}
