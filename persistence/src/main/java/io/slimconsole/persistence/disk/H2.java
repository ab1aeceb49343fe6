package io.slimconsole.persistence.disk;

import org.h2.api.ErrorCode;
import org.jdbi.v3.core.Jdbi;

import java.nio.file.Path;
import java.sql.SQLException;

/// What we ask of H2, and what it says when it can't.
public final class H2 {
    public static final String SUFFIX = ".mv.db";

    /// The file is private to the operator's account; a password beside it would protect nothing.
    public static final String USER = "SA";

    public static final String PASSWORD = "";

    /// The one of H2's file systems that is the operating system's.
    public static final String DISK = "file";

    /// Separates the file from the settings in H2's URLs, and can't be escaped there.
    public static final String NOT_IN_A_PATH = ";";

    private H2() {}

    /// Write delay 0: a commit is in the file when it returns, so a killed process loses none. No shutdown hook: the
    /// console closes the database itself, after the node. No trace file: errors come to us as exceptions.
    public static String url(Path file) {
        return url(DISK, file);
    }

    /// As [#url], for a file in another of H2's file systems.
    public static String url(String fileSystem, Path file) {
        SureFiles.register();
        return "jdbc:h2:%s:%s:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
                .formatted(SureFiles.NAME, fileSystem, nameOf(file));
    }

    public static String readOnlyUrl(Path file) {
        return readOnlyUrl(DISK, file);
    }

    public static String readOnlyUrl(String fileSystem, Path file) {
        return url(fileSystem, file) + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    }

    private static String nameOf(Path file) {
        String path = file.toAbsolutePath().toString();
        return path.substring(0, path.length() - SUFFIX.length());
    }

    /// A commit is with the operating system; what matters should survive a power cut as well.
    public static void reachTheDisk(Jdbi jdbi) {
        jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    }

    public static boolean isLocked(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    }

    public static boolean isCorrupted(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.FILE_CORRUPTED_1;
    }

    public static boolean isNewerFormat(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1
                || messages(failure).contains("is larger than the supported format");
    }

    public static boolean isReadOnly(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_IS_READ_ONLY;
    }

    /// The messages of a failure and of its causes, in one line for people.
    public static String messages(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
            String line = message.lines().findFirst().orElse("").strip();
            if (text.indexOf(line) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(line);
            }
        }
        return text.toString();
    }
}
