package io.slimconsole.persistence;

import io.slimconsole.persistence.disk.H2;

import org.flywaydb.core.Flyway;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// The tables, as numbered migrations on the class path make them.
///
/// @param location where the migrations lie
/// @param version the highest of their numbers
record Schema(String location, int version) {
    static final Schema CURRENT = new Schema("classpath:io/slimconsole/persistence/migration", 2);

    private static final String VERSION_OF =
            """
            SELECT MAX(CAST("version" AS INTEGER))
            FROM "flyway_schema_history"
            WHERE "success"
            """;

    /// Brings an empty or older database to [#version].
    void migrate(String url) {
        Flyway.configure()
                .dataSource(url, H2.USER, H2.PASSWORD)
                .locations(location)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /// The version of an existing database; reads the file whole and does not change it, so that damage is found
    /// while the file is still as it was.
    static int versionOf(DatabaseFile file) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                H2.readOnlyUrl(file.path()), H2.USER, H2.PASSWORD);
                var statement = connection.createStatement()) {
            int version;
            try (var result = statement.executeQuery(VERSION_OF)) {
                result.next();
                version = result.getInt(1);
            }
            statement.execute("SCRIPT NOSETTINGS");
            return version;
        }
    }
}
