package io.slimconsole.tests.interop;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The file of a log that no console has open, in the hands of somebody who knows how to write to it.
///
/// @param url of the database in it
record LogFile(String url) {
    static LogFile in(Path folder) {
        return new LogFile("jdbc:h2:file:%s;IFEXISTS=TRUE".formatted(folder.resolve("audit")));
    }

    /// Changes one message in the middle of the trail: the last one of its block, whose tag is at the block's end.
    ///
    /// @return its sequence
    long changeOne() throws SQLException {
        try (Connection database = DriverManager.getConnection(url, "SA", "")) {
            List<Long> blocks = blocks(database);
            int middle = (blocks.size() - 1) / 2;
            change(database, blocks.get(middle));
            return blocks.get(middle + 1) - 1;
        }
    }

    /// First sequences.
    private static List<Long> blocks(Connection database) throws SQLException {
        try (PreparedStatement read =
                        database.prepareStatement(
                                "SELECT first_sequence FROM block WHERE trail = 0 ORDER BY"
                                        + " first_sequence");
                ResultSet row = read.executeQuery()) {
            List<Long> blocks = new ArrayList<>();
            while (row.next()) {
                blocks.add(row.getLong(1));
            }
            return blocks;
        }
    }

    private static void change(Connection database, long block) throws SQLException {
        try (PreparedStatement read =
                        database.prepareStatement(
                                "SELECT body FROM block_body WHERE trail = 0 AND first_sequence"
                                        + " = ?");
                PreparedStatement write =
                        database.prepareStatement(
                                "UPDATE block_body SET body = ? WHERE trail = 0 AND first_sequence"
                                        + " = ?")) {
            read.setLong(1, block);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                byte[] body = row.getBytes(1);
                body[body.length - 1] ^= 1;
                write.setBytes(1, body);
                write.setLong(2, block);
                write.executeUpdate();
            }
        }
    }
}
