package io.slimconsole.persistence;

import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.PrivateFiles;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Copies a data folder into one zip file while the console goes on working with it.
///
/// Each database is copied as it was at one moment, by H2 itself. The zip holds the keys as well: whoever has it can read
/// everything. [DataRestore] puts it back.
public final class DataBackup {
    private static final int BUFFER = 1 << 16;

    /// Of the work, what copying the databases is taken for; packing is the rest.
    private static final double COPYING = 0.4;

    private final Path folder;
    private final DoubleConsumer progress;
    private final BooleanSupplier cancelled;

    private DataBackup(Path folder, DoubleConsumer progress, BooleanSupplier cancelled) {
        this.folder = folder;
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /// Writes the backup. A file that is cancelled or fails half way is deleted, and one that was there stays as it was. Waits for the
    /// disk.
    ///
    /// @param folder in which this process has the databases open
    /// @param progress hears 0 to 1
    /// @param cancelled is asked now and then
    /// @return whether it is complete; false if it was cancelled
    /// @throws IOException if it can't be written
    public static boolean write(
            Path folder,
            Path target,
            Instant now,
            DoubleConsumer progress,
            BooleanSupplier cancelled)
            throws IOException {
        return new DataBackup(folder.toAbsolutePath(), progress, cancelled)
                .write(target.toAbsolutePath(), now);
    }

    private boolean write(Path target, Instant now) throws IOException {
        Path half = target.resolveSibling(target.getFileName() + ".part");
        Path copies = Files.createTempDirectory(folder, "backup-");
        try {
            List<Path> parts = copyBeside(copies);
            for (int i = 0; i < DataFiles.DATABASES.size() && !cancelled.getAsBoolean(); i++) {
                String name = DataFiles.DATABASES.get(i);
                if (Files.exists(folder.resolve(name))) {
                    parts.add(copyDatabase(name, copies));
                }
                progress.accept(COPYING * (i + 1) / DataFiles.DATABASES.size());
            }
            Files.deleteIfExists(half);
            Files.createFile(half, PrivateFiles.file(half));
            try (var zip = new ZipOutputStream(Files.newOutputStream(half))) {
                zip.setLevel(Deflater.BEST_SPEED);
                writeManifest(zip, parts, now);
                pack(zip, parts);
            }
            if (cancelled.getAsBoolean()) {
                return false;
            }
            Files.move(
                    half,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            progress.accept(1);
            return true;
        } catch (SQLException e) {
            throw new IOException("the database can't be copied (%s)".formatted(H2.messages(e)), e);
        } finally {
            Files.deleteIfExists(half);
            deleteAll(copies);
        }
    }

    private List<Path> copyBeside(Path copies) throws IOException {
        List<Path> parts = new ArrayList<>();
        for (String name : DataFiles.BESIDE) {
            if (Files.exists(folder.resolve(name))) {
                parts.add(
                        Files.copy(
                                folder.resolve(name),
                                copies.resolve(name),
                                StandardCopyOption.COPY_ATTRIBUTES));
            }
        }
        return parts;
    }

    /// @return a zip with the database in it, as H2 writes it
    private Path copyDatabase(String name, Path copies) throws SQLException {
        Path zip = copies.resolve(name + ".zip");
        // a second connection of this process sees the database that is open
        try (Connection connection =
                        DriverManager.getConnection(
                                H2.url(folder.resolve(name)) + ";IFEXISTS=TRUE",
                                H2.USER,
                                H2.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("BACKUP TO '%s'".formatted(zip.toString().replace("'", "''")));
        }
        return zip;
    }

    private void writeManifest(ZipOutputStream zip, List<Path> parts, Instant now)
            throws IOException {
        var manifest = new Properties();
        manifest.setProperty(DataFiles.FORMAT, Integer.toString(DataFiles.FORMAT_VERSION));
        manifest.setProperty(DataFiles.MADE_AT, now.toString());
        manifest.setProperty(DataFiles.SCHEMA, Integer.toString(Schema.CURRENT.version()));
        manifest.setProperty(DataFiles.AUDIT_SCHEMA, Integer.toString(AuditStore.SCHEMA));
        manifest.setProperty(
                DataFiles.FILES, String.join(",", parts.stream().map(DataBackup::nameOf).toList()));
        var bytes = new ByteArrayOutputStream();
        manifest.store(bytes, "A backup of SLIM Console's data. It holds its keys: keep it safe.");
        zip.putNextEntry(new ZipEntry(DataFiles.MANIFEST));
        new ByteArrayInputStream(bytes.toByteArray()).transferTo(zip);
        zip.closeEntry();
    }

    private void pack(ZipOutputStream zip, List<Path> parts) throws IOException {
        long all = 1;
        for (Path part : parts) {
            all += sizeOf(part);
        }
        long done = 0;
        for (Path part : parts) {
            zip.putNextEntry(new ZipEntry(nameOf(part)));
            try (InputStream in = contentOf(part)) {
                done = copy(in, zip, done, all);
            }
            zip.closeEntry();
        }
    }

    private long copy(InputStream in, OutputStream out, long before, long all) throws IOException {
        var buffer = new byte[BUFFER];
        long done = before;
        for (int n = in.read(buffer); n >= 0 && !cancelled.getAsBoolean(); n = in.read(buffer)) {
            out.write(buffer, 0, n);
            done += n;
            progress.accept(COPYING + (1 - COPYING) * Math.min(1.0, (double) done / all));
        }
        return done;
    }

    private static InputStream contentOf(Path part) throws IOException {
        if (!isDatabase(part)) {
            return Files.newInputStream(part);
        }
        var zip = new ZipInputStream(Files.newInputStream(part));
        ZipEntry entry = zip.getNextEntry();
        while (entry != null && !entry.getName().endsWith(H2.SUFFIX)) {
            entry = zip.getNextEntry();
        }
        if (entry == null) {
            zip.close();
            throw new IOException("the copy of %s is empty".formatted(nameOf(part)));
        }
        return zip;
    }

    private long sizeOf(Path part) throws IOException {
        return Files.size(isDatabase(part) ? folder.resolve(nameOf(part)) : part);
    }

    private static boolean isDatabase(Path part) {
        return part.toString().endsWith(".zip");
    }

    private static String nameOf(Path part) {
        String name = part.getFileName().toString();
        return isDatabase(part) ? name.substring(0, name.length() - ".zip".length()) : name;
    }

    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException failure) throws IOException {
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
