package io.slimconsole.ui.app;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Finds the folder that holds databases, keys, log and lock, and moves the data when the operator chose another one.
///
/// The choice lies in `data-folder.properties` in the standard folder, since the database is in the folder that is
/// looked for: `folder` is where the data is, `move-to` where it goes at the next start. The old folder is kept.
///
/// @param standard where the data is unless someone chose otherwise
record DataFolder(Path standard) {
    static final String CHOICE = "data-folder.properties";
    private static final String FOLDER = "folder";
    private static final String MOVE_TO = "move-to";
    private static final String DATABASE = "console.mv.db";
    private static final String KEY = "console.key";

    /// In this order: without its keys and its seal a log counts as tampered with.
    private static final List<String> AUDIT = List.of("audit.keys", "audit.seal", "audit.mv.db");

    /// The platform's folder for the data of this account.
    ///
    /// @param environment environment variables
    /// @param system `os.name`
    static DataFolder ofPlatform(Map<String, String> environment, String system, Path home) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.contains("windows")) {
            return new DataFolder(
                    named(environment, "LOCALAPPDATA")
                            .orElse(home.resolve("AppData").resolve("Local"))
                            .resolve("SLIM Console"));
        }
        if (os.contains("mac")) {
            return new DataFolder(
                    home.resolve("Library").resolve("Application Support").resolve("SLIM Console"));
        }
        return new DataFolder(
                named(environment, "XDG_DATA_HOME")
                        .orElse(home.resolve(".local").resolve("share"))
                        .resolve("slim-console"));
    }

    /// @param problem why a planned move did not happen; the data is where it was then
    record Found(Path folder, Optional<String> problem) {}

    /// Where the data is; carries out a planned move first.
    ///
    /// @throws IOException if the choice can't be read
    Found find() throws IOException {
        Properties choice = choice();
        Path folder = folder(choice);
        Optional<Path> target = target(choice);
        if (target.isEmpty()) {
            return new Found(folder, Optional.empty());
        }
        try {
            copy(folder, target.get());
            store(Map.of(FOLDER, target.get().toString()));
            return new Found(target.get(), Optional.empty());
        } catch (IOException e) {
            return new Found(folder, Optional.of(e.toString()));
        }
    }

    /// Lets the data move to `target` at the next start; the data there counts, if there is any.
    ///
    /// @throws IOException if the folder can't be made or written; nothing is planned then
    void plan(Path target) throws IOException {
        Path folder = target.toAbsolutePath().normalize();
        makePrivate(folder);
        Files.delete(Files.createTempFile(folder, "console", ".tmp"));
        store(Map.of(FOLDER, folder(choice()).toString(), MOVE_TO, folder.toString()));
    }

    void cancel() throws IOException {
        store(Map.of(FOLDER, folder(choice()).toString()));
    }

    Optional<Path> planned() throws IOException {
        return target(choice());
    }

    /// Makes a folder for this account only; one that is there keeps its permissions.
    static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /// Takes the file's permissions for others away, where the file system knows such a thing.
    static void restrict(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /// Before the database: with another key, or none, what is sealed there could not be read.
    private static void copyKey(Path source, Path target) throws IOException {
        if (Files.exists(target)
                && (!Files.exists(source) || Files.mismatch(source, target) >= 0)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "it is the key of other data; move it away first");
        }
        if (Files.exists(source) && !Files.exists(target)) {
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /// Never over a database that is there: the operator may have come back to an old folder.
    private static void copy(Path from, Path to) throws IOException {
        Path source = from.resolve(DATABASE);
        Path target = to.resolve(DATABASE);
        makePrivate(to);
        if (Files.exists(source) && !Files.exists(target)) {
            copyKey(from.resolve(KEY), to.resolve(KEY));
            for (String name : AUDIT) {
                copyWhole(from.resolve(name), to.resolve(name));
            }
            copyWhole(source, target);
        }
    }

    /// Does nothing where there is no source.
    private static void copyWhole(Path source, Path target) throws IOException {
        if (!Files.exists(source)) {
            return;
        }
        if (Files.exists(target)) {
            if (Files.mismatch(source, target) >= 0) {
                throw new FileAlreadyExistsException(
                        target.toString(), null, "it belongs to other data; move it away first");
            }
            return;
        }
        Path half = target.resolveSibling(target.getFileName() + ".copying");
        Files.copy(
                source,
                half,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path folder(Properties choice) {
        String folder = choice.getProperty(FOLDER);
        return folder == null ? standard : Path.of(folder);
    }

    private static Optional<Path> target(Properties choice) {
        return Optional.ofNullable(choice.getProperty(MOVE_TO)).map(Path::of);
    }

    private Properties choice() throws IOException {
        var properties = new Properties();
        Path file = standard.resolve(CHOICE);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IllegalArgumentException e) {
                throw new IOException("%s can't be read: %s".formatted(file, e.getMessage()), e);
            }
        }
        return properties;
    }

    private void store(Map<String, String> values) throws IOException {
        makePrivate(standard);
        var properties = new Properties();
        properties.putAll(values);
        Path half = Files.createTempFile(standard, CHOICE, ".tmp");
        try (Writer writer = Files.newBufferedWriter(half)) {
            properties.store(writer, "Where SLIM Console keeps its data");
        }
        Files.move(
                half,
                standard.resolve(CHOICE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<Path> named(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
