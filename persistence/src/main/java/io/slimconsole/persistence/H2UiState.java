package io.slimconsole.persistence;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Window state in the table `ui_state`, read once and kept in memory.
///
/// Values that change faster than the disk takes them are written once, with what they are then.
final class H2UiState implements UiStateStore {
    private static final String ALL =
            """
            SELECT name, state
            FROM ui_state
            """;

    private static final String STORE =
            """
            MERGE INTO ui_state (name, state)
            KEY (name)
            VALUES (:name, :state)
            """;

    private final Jdbi jdbi;
    private final StoreThread writer;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, String> unwritten = new ConcurrentHashMap<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    H2UiState(Jdbi jdbi, StoreThread writer) {
        this.jdbi = jdbi;
        this.writer = writer;
    }

    void initialize() {
        jdbi.useHandle(
                handle ->
                        handle.createQuery(ALL)
                                .map(
                                        (row, context) ->
                                                Map.entry(
                                                        row.getString("name"),
                                                        row.getString("state")))
                                .forEach(e -> values.put(e.getKey(), e.getValue())));
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        UiStateKeys.check(key, value);
        if (value.equals(values.put(key, value))) {
            return;
        }
        unwritten.put(key, value);
        if (writing.compareAndSet(false, true)) {
            writer.writeLater("the window's state", this::write);
        }
    }

    private void write() {
        // before the values are taken: one that is put from now on asks for another write
        writing.set(false);
        var batch = new HashMap<>(unwritten);
        jdbi.useTransaction(handle -> batch.forEach((name, state) -> store(handle, name, state)));
        batch.forEach(unwritten::remove);
    }

    private static void store(Handle handle, String name, String state) {
        handle.createUpdate(STORE).bind("name", name).bind("state", state).execute();
    }
}
