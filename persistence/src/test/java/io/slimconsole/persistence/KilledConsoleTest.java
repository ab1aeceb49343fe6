package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.disk.DiskJournal;
import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.KillReplay;
import io.slimconsole.persistence.disk.RecordingDisk;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;

/// What is left of the database's file when its process is killed.
@Timeout(120)
final class KilledConsoleTest {
    private static final int CHANGES = 200;

    @TempDir Path folder;

    private static String contents(Connection connection) throws SQLException {
        var all = new StringBuilder();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT name, setting, checksum FROM setting ORDER BY name")) {
            while (rows.next()) {
                all.append(rows.getString(1)).append('=').append(rows.getString(2));
                all.append(' ').append(rows.getLong(3)).append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void whateverTheMomentTheSettingsThatWereSavedAreThere() throws Exception {
        var random = new Random(5);
        DiskJournal journal = RecordingDisk.install();
        String url = H2.url(RecordingDisk.NAME, DatabaseFile.in(folder).path());
        var replay = new KillReplay(journal, KilledConsoleTest::contents);
        try (Connection keepsOpen = DriverManager.getConnection(url, H2.USER, H2.PASSWORD);
                var statement = keepsOpen.createStatement();
                var writer = new StoreThread()) {
            Schema.CURRENT.migrate(url);
            // as after 45 seconds: what is dead is freed
            statement.execute("SET RETENTION_TIME 0");
            var settings = new H2Settings(Jdbi.create(url, H2.USER, H2.PASSWORD), writer);
            ConsoleSettings saved = ConsoleSettings.defaults();
            settings.save(saved);
            replay.committed(keepsOpen);
            for (int i = 0; i < CHANGES; i++) {
                saved =
                        random.nextBoolean()
                                ? saved.withFontPercent(80 + random.nextInt(100))
                                : ConsoleSettings.defaults();
                settings.save(saved);
                replay.committed(keepsOpen);
            }
        }

        assertThat(replay.look(0.5, random)).isGreaterThan(CHANGES / 2);
    }
}
