package io.slimconsole.persistence.audit.store;

import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// `audit.mv.db` in the data folder.
///
/// @param fileSystem the one of H2's through which it is read and written
public record AuditFile(Path folder, Path path, String fileSystem) {
    private static final String NAME = "audit" + H2.SUFFIX;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public static AuditFile in(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new AuditFile(absolute, absolute.resolve(NAME), H2.DISK);
    }

    public AuditFile through(String otherFileSystem) {
        return new AuditFile(folder, path, otherFileSystem);
    }

    String readOnlyUrl() {
        return H2.readOnlyUrl(fileSystem, path);
    }

    String url() {
        return H2.url(fileSystem, path);
    }

    /// H2 takes an empty file for a new database.
    public boolean exists() throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }

    /// An empty, private file for H2 to fill, in a private folder.
    public void make() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PrivateFiles.folder(folder));
        }
        if (!Files.exists(path)) {
            Files.createFile(path, PrivateFiles.file(folder));
        }
    }

    /// Renames what lies at `path`, which isn't deleted. Nothing happens if there is nothing.
    ///
    /// @return its new name
    public static Path setAside(Path path, String why, Instant now) throws IOException {
        String stem = path.getFileName() + "." + why + "-" + TIME.format(now);
        Path aside = path.resolveSibling(stem);
        for (int i = 2; Files.exists(aside); i++) {
            aside = path.resolveSibling(stem + "-" + i);
        }
        if (Files.exists(path)) {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        }
        return aside;
    }
}
