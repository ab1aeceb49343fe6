package io.slimconsole.persistence;

import io.slimconsole.persistence.disk.H2;
import io.slimconsole.persistence.disk.PrivateFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// The database's file, and what is kept beside it: copies from before a migration, files set aside.
///
/// All of it is private to the operator's account where the file system knows such a thing.
record DatabaseFile(Path folder, Path path) {
    private static final String NAME = "console";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static DatabaseFile in(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new DatabaseFile(absolute, absolute.resolve(NAME + H2.SUFFIX));
    }

    /// Where a database is made or migrated before it takes the place of [#path].
    Path workingCopy() {
        return folder.resolve(NAME + "-new" + H2.SUFFIX);
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// H2 takes an empty file for a new database, and would forget without a word what was in it.
    boolean isEmpty() throws IOException {
        return Files.size(path) == 0;
    }

    /// Makes the folder if it isn't there. An existing folder keeps its permissions: it may be anyone's.
    void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PrivateFiles.folder(folder));
        }
    }

    /// Finds out by doing it: permissions, read-only file systems and quotas have too many ways to say no.
    void requireWritable() throws IOException {
        Path probe = Files.createTempFile(folder, NAME, ".tmp");
        Files.delete(probe);
        if (exists()) {
            FileChannel.open(path, StandardOpenOption.WRITE).close();
        }
    }

    /// An empty, private file for H2 to fill; what a crash left there goes.
    void makeWorkingCopy() throws IOException {
        Files.deleteIfExists(workingCopy());
        Files.createFile(workingCopy(), PrivateFiles.file(folder));
    }

    void copyToWorkingCopy() throws IOException {
        makeWorkingCopy();
        Files.copy(path, workingCopy(), StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.restrict(workingCopy());
    }

    /// Puts the working copy in place; a crash leaves the old file or the new one, never half of one.
    void adoptWorkingCopy() throws IOException {
        Files.move(
                workingCopy(),
                path,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    Path backUp(int version, Instant now) throws IOException {
        Path backup = free("%s-schema-%d-%s".formatted(NAME, version, TIME.format(now)), H2.SUFFIX);
        Files.copy(path, backup, StandardCopyOption.COPY_ATTRIBUTES);
        return backup;
    }

    Path setAside(Instant now) throws IOException {
        Path aside = free(NAME + H2.SUFFIX + ".damaged-" + TIME.format(now), "");
        Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        return aside;
    }

    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private Path free(String stem, String suffix) {
        Path candidate = folder.resolve(stem + suffix);
        for (int i = 2; Files.exists(candidate); i++) {
            candidate = folder.resolve(stem + "-" + i + suffix);
        }
        return candidate;
    }
}
