package io.slimconsole.persistence.audit;

import io.slimconsole.persistence.disk.H2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Changes a closed log behind the console's back.
final class Tampering {
    private Tampering() {}

    static void execute(Path folder, String... statements) throws SQLException {
        try (Connection connection = connect(folder);
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static Connection connect(Path folder) throws SQLException {
        return DriverManager.getConnection(
                H2.url(folder.resolve("audit.mv.db")), H2.USER, H2.PASSWORD);
    }

    /// Flips a bit of a block's body.
    static void flip(Path folder, long first, int byteFromEnd) throws SQLException {
        byte[] body = body(folder, first);
        body[body.length - byteFromEnd] ^= 1;
        store(folder, first, body);
    }

    static byte[] body(Path folder, long first) throws SQLException {
        try (Connection connection = connect(folder);
                var query =
                        connection.prepareStatement(
                                "SELECT body FROM block_body WHERE trail = 0 AND first_sequence"
                                        + " = ?")) {
            query.setLong(1, first);
            try (var row = query.executeQuery()) {
                row.next();
                return row.getBytes(1);
            }
        }
    }

    static void store(Path folder, long first, byte[] body) throws SQLException {
        try (Connection connection = connect(folder);
                var update =
                        connection.prepareStatement(
                                "UPDATE block_body SET body = ? WHERE trail = 0 AND first_sequence"
                                        + " = ?")) {
            update.setBytes(1, body);
            update.setLong(2, first);
            update.executeUpdate();
        }
    }
}
