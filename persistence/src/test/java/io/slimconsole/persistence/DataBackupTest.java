package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.tests.kit.Await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

final class DataBackupTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");

    @TempDir private Path temporary;
    private Path folder;
    private Path zip;

    @BeforeEach
    void places() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        zip = temporary.resolve("backup.zip");
    }

    private static Database opened(OpenResult result) {
        return ((OpenResult.Opened) result).database();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private boolean backUp() throws IOException {
        return DataBackup.write(folder, zip, NOW, _ -> {}, () -> false);
    }

    @Test
    void whatWasBackedUpWhileTheDatabaseWasInUseIsThereAgainAfterARestore() throws IOException {
        List<Double> progress = Collections.synchronizedList(new ArrayList<>());
        try (Database database = opened(Database.open(folder))) {
            assertThat(database.openVault()).isInstanceOf(VaultResult.Opened.class);
            database.settings().save(ConsoleSettings.defaults().withFontPercent(150));
            assertThat(DataBackup.write(folder, zip, NOW, progress::add, () -> false)).isTrue();
            database.settings().save(ConsoleSettings.defaults().withFontPercent(90));
            assertThat(database.settings().load().fontPercent()).isEqualTo(90);
        }

        DataRestore.plan(folder, zip);
        Optional<Note> note = DataRestore.carryOut(folder, NOW);

        assertThat(progress).isSorted().endsWith(1.0);
        assertThat(note).get().isInstanceOf(Note.Restored.class);
        Path aside = ((Note.Restored) note.orElseThrow()).aside();
        assertThat(names(aside)).contains("console.mv.db", "console.key");
        assertThat(DataRestore.planned(folder)).isEmpty();
        try (Database database = opened(Database.open(folder))) {
            assertThat(database.settings().load().fontPercent()).isEqualTo(150);
            assertThat(database.openVault()).isInstanceOf(VaultResult.Opened.class);
        }
    }

    @Test
    void theLogThatIsRestoredIsAsItWasWritten() throws IOException {
        var feed = new MessageFeed(0);
        Clock clock = Clock.systemUTC();
        try (Database _ = opened(Database.open(folder));
                AuditLog log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, clock)) {
            record(log, 300);
            Await.until("stored", () -> log.activity().newest() >= 300);
            record(log, 2_000);

            assertThat(backUp()).isTrue();

            record(log, 100);
            Await.until("all", () -> log.activity().newest() >= 2_400);
        }
        DataRestore.plan(folder, zip);
        assertThat(DataRestore.carryOut(folder, NOW)).get().isInstanceOf(Note.Restored.class);

        try (AuditLog log = AuditLog.open(folder, feed, AuditRules.DEFAULTS, clock)) {
            Await.until("open", () -> log.activity().newest() >= 300);
            assertThat(log.activity().newest()).isLessThan(2_400);
            assertThat(log.verify(_ -> {}, () -> false).faults()).isEmpty();
        }
    }

    private static void record(AuditLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.record(
                    Activity.of(
                            Instant.now(), ActivityKind.CONNECTED, "node", "a/b/c", "It came."));
        }
    }

    @Test
    void aBackupIsForThisAccountOnlyAndLeavesNothingBesideIt() throws IOException {
        try (Database _ = opened(Database.open(folder))) {
            assertThat(backUp()).isTrue();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip)))
                    .isEqualTo("rw-------");
            assertThat(names(temporary)).containsExactly("backup.zip", "data");
            assertThat(names(folder)).noneMatch(n -> n.startsWith("backup"));
        }
    }

    @Test
    void aCancelledBackupLeavesTheOneThatWasThere() throws IOException {
        Files.writeString(zip, "an older one");
        try (Database _ = opened(Database.open(folder))) {
            assertThat(DataBackup.write(folder, zip, NOW, _ -> {}, () -> true)).isFalse();

            assertThat(zip).hasContent("an older one");
            assertThat(names(temporary)).containsExactly("backup.zip", "data");
            assertThat(names(folder)).noneMatch(n -> n.startsWith("backup"));
        }
    }

    @Test
    void saysWhenABackupWasMade() throws IOException {
        try (Database _ = opened(Database.open(folder))) {
            backUp();
        }

        assertThat(DataRestore.check(zip, () -> false))
                .isInstanceOfSatisfying(
                        DataRestore.Checked.Fit.class,
                        fit -> {
                            assertThat(fit.madeAt()).isEqualTo(NOW);
                            assertThat(fit.bytes()).isPositive();
                        });
    }

    @Test
    void aBackupThatIsCutOffOrChangedIsRefusedAndTheDataStays() throws IOException {
        try (Database database = opened(Database.open(folder))) {
            database.settings().save(ConsoleSettings.defaults().withFontPercent(150));
            backUp();
        }
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        DataRestore.plan(folder, zip);

        assertThat(DataRestore.check(zip, () -> false))
                .isInstanceOf(DataRestore.Checked.Unfit.class);
        assertThat(DataRestore.carryOut(folder, NOW)).get().isInstanceOf(Note.NotRestored.class);

        try (Database database = opened(Database.open(folder))) {
            assertThat(database.settings().load().fontPercent()).isEqualTo(150);
        }
        Files.write(zip, whole);
        assertThat(DataRestore.check(zip, () -> false)).isInstanceOf(DataRestore.Checked.Fit.class);
    }

    @Test
    void refusesWhatANewerConsoleMadeAndWhatIsNoBackup() throws IOException {
        write("backup.properties", "format=2\nconsole-schema=1\nfiles=console.mv.db\n");
        assertThat(unfit()).contains("newer");

        write("backup.properties", "format=1\nconsole-schema=999\nfiles=console.mv.db\n");
        assertThat(unfit()).contains("newer");

        write(
                "backup.properties",
                "format=1\nconsole-schema=1\naudit-schema=999\nfiles=console.mv.db\n");
        assertThat(unfit())
                .contains("newer")
                .contains("audit log 999; this one knows 1, 2 and 1")
                .contains("Restore it with that one");

        write("holiday.txt", "a picture");
        assertThat(unfit()).contains("no backup");

        write("backup.properties", "format=1\nconsole-schema=1\nfiles=../evil\n");
        assertThat(unfit()).contains("no data");
    }

    @Test
    void saysWhichSchemasItsDatabasesHave() throws IOException {
        try (Database _ = opened(Database.open(folder))) {
            backUp();
        }

        try (var in = new ZipFile(zip.toFile())) {
            var manifest = new Properties();
            manifest.load(in.getInputStream(in.getEntry("backup.properties")));
            assertThat(manifest)
                    .containsEntry("console-schema", "2")
                    .containsEntry("audit-schema", "1");
        }
    }

    @Test
    void aRestoreThatWasCutOffIsFinishedAtTheNextStart() throws IOException {
        try (Database database = opened(Database.open(folder))) {
            database.settings().save(ConsoleSettings.defaults().withFontPercent(150));
            backUp();
            database.settings().save(ConsoleSettings.defaults().withFontPercent(90));
        }
        DataRestore.plan(folder, zip);
        assertThat(DataRestore.carryOut(folder, NOW)).get().isInstanceOf(Note.Restored.class);
        // as if the power had gone between setting aside and putting in place
        Path unpacked = Files.createDirectory(folder.resolve("restore-unpacked"));
        Files.move(folder.resolve("console.mv.db"), unpacked.resolve("console.mv.db"));
        DataRestore.plan(folder, zip);
        Files.delete(zip);

        assertThat(DataRestore.carryOut(folder, NOW)).get().isInstanceOf(Note.Restored.class);

        try (Database database = opened(Database.open(folder))) {
            assertThat(database.settings().load().fontPercent()).isEqualTo(150);
        }
    }

    private String unfit() {
        return ((DataRestore.Checked.Unfit) DataRestore.check(zip, () -> false)).why();
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                var out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry(name));
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.closeEntry();
        }
    }
}
