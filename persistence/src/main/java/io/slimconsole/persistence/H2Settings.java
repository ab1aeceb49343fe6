package io.slimconsole.persistence;

import io.slimconsole.persistence.disk.H2;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settings in the table `setting`.
final class H2Settings implements SettingsStore {
    private static final String ALL =
            """
            SELECT name, setting, checksum
            FROM setting
            """;

    private static final String STORE =
            """
            MERGE INTO setting (name, setting, checksum)
            KEY (name)
            VALUES (:name, :setting, :checksum)
            """;

    private final Jdbi jdbi;
    private final StoreThread writer;

    /// Made once: a node id that can't be read must not change with every look at it.
    private final ConsoleSettings fallback = ConsoleSettings.defaults();

    H2Settings(Jdbi jdbi, StoreThread writer) {
        this.jdbi = jdbi;
        this.writer = writer;
    }

    /// No database that the console made is: its defaults are stored with it.
    boolean isEmpty() {
        return jdbi.withHandle(H2Settings::rows).isEmpty();
    }

    SettingsCodec.Decoded read() {
        return SettingsCodec.decode(jdbi.withHandle(H2Settings::rows), fallback);
    }

    @Override
    public ConsoleSettings load() {
        return read().settings();
    }

    @Override
    public void save(ConsoleSettings settings) {
        writer.write("the settings", () -> jdbi.useTransaction(handle -> store(handle, settings)));
        writer.write("the settings", () -> H2.reachTheDisk(jdbi));
    }

    /// Leaves alone what does not change: a row that can't be read is kept until the operator sets another value.
    private void store(Handle handle, ConsoleSettings settings) {
        List<StoredSetting> rows = rows(handle);
        Map<String, String> before = new HashMap<>(SettingsCodec.encode(decode(rows)));
        before.keySet().retainAll(rows.stream().map(StoredSetting::name).toList());
        SettingsCodec.encode(settings)
                .forEach(
                        (name, text) -> {
                            if (!text.equals(before.get(name))) {
                                store(handle, StoredSetting.of(name, text));
                            }
                        });
    }

    private ConsoleSettings decode(List<StoredSetting> rows) {
        return SettingsCodec.decode(rows, fallback).settings();
    }

    private static void store(Handle handle, StoredSetting row) {
        handle.createUpdate(STORE)
                .bind("name", row.name())
                .bind("setting", row.text())
                .bind("checksum", row.checksum())
                .execute();
    }

    private static List<StoredSetting> rows(Handle handle) {
        return handle.createQuery(ALL)
                .map(
                        (row, context) ->
                                new StoredSetting(
                                        row.getString("name"),
                                        row.getString("setting"),
                                        row.getLong("checksum")))
                .list();
    }
}
