package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

@Timeout(60)
final class DatabaseProcessTest {
    @TempDir Path folder;

    @Test
    void aDatabaseInUseNamesTheProcessAndOpensWhenItIsGone() throws Exception {
        Path file = folder.resolve("console.mv.db");
        try (var other = DatabaseProcess.start("hold", folder)) {
            assertThat(Database.open(folder))
                    .isEqualTo(new OpenResult.Locked(file, OptionalLong.of(other.pid())));

            Files.delete(folder.resolve("console.pid"));
            assertThat(Database.open(folder))
                    .isEqualTo(new OpenResult.Locked(file, OptionalLong.empty()));
        }

        Opens.database(folder).close();
    }

    @Test
    void aKilledProcessLosesNothingThatItHadSaved() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (var other = DatabaseProcess.start("save", folder)) {
                String seen = "";
                for (int i = 0; i < 25; i++) {
                    seen = other.nextLine();
                }
                int saved = Integer.parseInt(other.kill(seen).strip());

                OpenResult.Opened opened = Opens.opened(folder);
                try (var database = opened.database()) {
                    // the save that was under way may have come to its end or not
                    assertThat(database.settings().load().node().port())
                            .isBetween(saved, saved + 1);
                }
                assertThat(opened.notes()).isEmpty();
            }
        }
    }
}
