package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.disk.H2;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Opens databases for tests.
final class Opens {
    private Opens() {}

    static Database database(Path folder) {
        return opened(folder).database();
    }

    static OpenResult.Opened opened(Path folder) {
        OpenResult result = Database.open(folder);
        assertThat(result).isInstanceOf(OpenResult.Opened.class);
        return (OpenResult.Opened) result;
    }

    /// Makes a database in `folder` that holds `settings`.
    static void make(Path folder, ConsoleSettings settings) {
        try (var database = database(folder)) {
            database.settings().save(settings);
        }
    }

    /// Changes a closed database behind the console's back.
    static void execute(Path folder, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                H2.url(DatabaseFile.in(folder).path()), H2.USER, H2.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
