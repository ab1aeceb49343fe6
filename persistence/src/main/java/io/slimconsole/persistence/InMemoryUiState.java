package io.slimconsole.persistence;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Window state for one run only: for tests, and for an operator who goes on without a database.
public final class InMemoryUiState implements UiStateStore {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        UiStateKeys.check(key, value);
        values.put(key, value);
    }
}
