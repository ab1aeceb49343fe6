package io.slimconsole.persistence;

import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.PrivateFiles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Puts a backup in place of a data folder's data, at a start: while the databases are in use they can't be replaced.
///
/// What was there is set aside in a folder beside it, and never deleted. A crash in the middle is finished at the next start.
public final class DataRestore {
    private static final Logger LOG = LoggerFactory.getLogger(DataRestore.class);
    private static final String PLAN = "restore.properties";
    private static final String ZIP = "zip";

    /// Where the backup is unpacked; under its second name it is complete.
    private static final String UNPACKING = "restore-unpacking";

    private static final String UNPACKED = "restore-unpacked";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /// What a file that was chosen is.
    public sealed interface Checked {
        /// A complete backup that this console can read.
        ///
        /// @param madeAt when it was made
        /// @param bytes of the data when it is unpacked
        record Fit(Path zip, Instant madeAt, long bytes) implements Checked {}

        /// @param why what is wrong with it and what would help, for the operator
        record Unfit(String why) implements Checked {}
    }

    private record Manifest(Instant madeAt, List<String> files) {}

    /// Something else than a backup, or half of one.
    private static final class UnfitException extends IOException {
        private static final long serialVersionUID = 1;

        UnfitException(String why) {
            super(why);
        }
    }

    private DataRestore() {}

    /// Reads the whole file, and changes nothing. Waits for the disk.
    ///
    /// @param cancelled is asked now and then; a file that was not read to its end is not fit
    public static Checked check(Path zip, BooleanSupplier cancelled) {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            Manifest manifest = manifest(in);
            List<String> missing = new ArrayList<>(manifest.files());
            long bytes = 0;
            var buffer = new byte[1 << 16];
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                // a wrong checksum throws
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    bytes += n;
                    if (cancelled.getAsBoolean()) {
                        return new Checked.Unfit("it was not read to its end");
                    }
                }
                missing.remove(entry.getName());
            }
            return missing.isEmpty()
                    ? new Checked.Fit(zip, manifest.madeAt(), bytes)
                    : new Checked.Unfit(
                            "it is not complete: %s is missing. Take another backup"
                                    .formatted(String.join(", ", missing)));
        } catch (UnfitException e) {
            return new Checked.Unfit(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Checked.Unfit(
                    "it can't be read to its end (%s). Take another backup"
                            .formatted(H2.messages(e)));
        }
    }

    /// Lets the backup take the place of the data in `folder` at the next start.
    ///
    /// @throws IOException if that can't be noted; nothing is planned then
    public static void plan(Path folder, Path zip) throws IOException {
        var plan = new Properties();
        plan.setProperty(ZIP, zip.toAbsolutePath().toString());
        Path half = Files.createTempFile(folder, PLAN, ".tmp");
        try (Writer writer = Files.newBufferedWriter(half)) {
            plan.store(writer, "What takes the place of the data here at the next start");
        }
        Files.move(
                half,
                folder.resolve(PLAN),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// The backup that is planned to take the place of the data.
    public static Optional<Path> planned(Path folder) throws IOException {
        Path file = folder.resolve(PLAN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var plan = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            plan.load(reader);
        }
        return Optional.ofNullable(plan.getProperty(ZIP)).map(Path::of);
    }

    /// Leaves the data as it is.
    public static void cancel(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(PLAN));
    }

    /// Carries out what is planned, if something is. Called at a start, before a database of the folder is opened and while no other
    /// process may open one.
    ///
    /// @return what the operator should know; empty if nothing was planned
    public static Optional<Note> carryOut(Path folder, Instant now) {
        try {
            Optional<Path> zip = planned(folder);
            if (zip.isEmpty()) {
                return Optional.empty();
            }
            Path unpacked = folder.resolve(UNPACKED);
            if (!Files.isDirectory(unpacked)) {
                if (check(zip.get(), () -> false) instanceof Checked.Unfit(String why)) {
                    cancel(folder);
                    return Optional.of(new Note.NotRestored(zip.get(), why));
                }
                unpack(zip.get(), folder);
            }
            Path aside = setAside(folder, unpacked, now);
            putInPlace(unpacked, folder);
            cancel(folder);
            LOG.warn("{} was restored; what was there is in {}", zip.get(), aside);
            return Optional.of(new Note.Restored(zip.get(), aside));
        } catch (IOException | RuntimeException e) {
            LOG.error("the restore planned for {} failed", folder, e);
            return Optional.of(new Note.NotRestored(folder.resolve(PLAN), H2.messages(e)));
        }
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        Path unpacking = folder.resolve(UNPACKING);
        DataBackup.deleteAll(unpacking);
        Files.createDirectory(unpacking, PrivateFiles.folder(folder));
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            manifest(in);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (DataFiles.isKnown(entry.getName())) {
                    Path file = unpacking.resolve(entry.getName());
                    Files.createFile(file, PrivateFiles.file(folder));
                    try (OutputStream out = Files.newOutputStream(file)) {
                        in.transferTo(out);
                    }
                }
            }
        }
        Files.move(unpacking, folder.resolve(UNPACKED), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Moves away what is there still; after a crash, what had taken its place already stays.
    private static Path setAside(Path folder, Path unpacked, Instant now) throws IOException {
        Path aside = folder.resolve("before-restore-" + TIME.format(now));
        Files.createDirectories(aside);
        List<String> names = new ArrayList<>(DataFiles.DATABASES);
        names.addAll(DataFiles.BESIDE);
        boolean begun = !Files.exists(unpacked.resolve(DataFiles.CONSOLE));
        for (String name : names) {
            if (Files.exists(folder.resolve(name)) && !begun) {
                Files.move(
                        folder.resolve(name), aside.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return aside;
    }

    /// The console's database first: as long as it is unpacked, nothing has taken its place yet.
    private static void putInPlace(Path unpacked, Path folder) throws IOException {
        List<String> names = new ArrayList<>(DataFiles.DATABASES);
        names.addAll(DataFiles.BESIDE);
        for (String name : names) {
            if (Files.exists(unpacked.resolve(name))) {
                Files.move(
                        unpacked.resolve(name),
                        folder.resolve(name),
                        StandardCopyOption.ATOMIC_MOVE);
            }
        }
        DataBackup.deleteAll(unpacked);
    }

    private static Manifest manifest(ZipInputStream in) throws IOException {
        ZipEntry first = in.getNextEntry();
        if (first == null || !first.getName().equals(DataFiles.MANIFEST)) {
            throw new UnfitException("it is no backup of SLIM Console. Choose another file");
        }
        var manifest = new Properties();
        manifest.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
        int format = number(manifest, DataFiles.FORMAT);
        int schema = number(manifest, DataFiles.SCHEMA);
        // backups of the first consoles don't say
        int audit =
                manifest.containsKey(DataFiles.AUDIT_SCHEMA)
                        ? number(manifest, DataFiles.AUDIT_SCHEMA)
                        : 1;
        if (format > DataFiles.FORMAT_VERSION
                || schema > Schema.CURRENT.version()
                || audit > AuditStore.SCHEMA) {
            throw new UnfitException(
                    "a newer SLIM Console made it (format %d, settings %d, audit log %d; this one knows %d, %d and %d). Restore it with that one"
                            .formatted(
                                    format,
                                    schema,
                                    audit,
                                    DataFiles.FORMAT_VERSION,
                                    Schema.CURRENT.version(),
                                    AuditStore.SCHEMA));
        }
        List<String> files = List.of(manifest.getProperty(DataFiles.FILES, "").split(",", -1));
        if (!files.contains(DataFiles.CONSOLE) || !files.stream().allMatch(DataFiles::isKnown)) {
            throw new UnfitException("it holds no data of SLIM Console. Choose another file");
        }
        try {
            return new Manifest(Instant.parse(manifest.getProperty(DataFiles.MADE_AT, "")), files);
        } catch (DateTimeException e) {
            throw new UnfitException("it does not say when it was made. Choose another file");
        }
    }

    private static int number(Properties manifest, String key) throws UnfitException {
        try {
            return Integer.parseInt(manifest.getProperty(key, ""));
        } catch (NumberFormatException e) {
            throw new UnfitException("it is no backup of SLIM Console. Choose another file");
        }
    }
}
