package io.slimconsole.persistence;

import io.slimconsole.persistence.PersistenceException.Reason;
import io.slimconsole.persistence.disk.H2;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Tells what a failure of H2 or of the file system means for the operator.
final class Failures {
    /// With less than this a database can't even be made; H2 begins with some ten kilobytes.
    static final long NO_SPACE_BYTES = 256 * 1024;

    private Failures() {}

    static OpenResult onOpening(DatabaseFile file, Exception failure) {
        Optional<SQLException> sql = find(failure, SQLException.class);
        String detail = H2.messages(failure);
        if (sql.filter(H2::isLocked).isPresent()) {
            return new OpenResult.Locked(file.path(), PidFile.in(file.folder()).pid());
        }
        if (isDiskFull(failure, space(file))) {
            return new OpenResult.DiskFull(file.folder(), detail);
        }
        if (sql.filter(H2::isNewerFormat).isPresent()) {
            return new OpenResult.Newer(
                    file.path(), detail, "H2 " + org.h2.engine.Constants.VERSION);
        }
        if (sql.isEmpty()) {
            return new OpenResult.Unwritable(file.folder(), detail);
        }
        return new OpenResult.Damaged(file.path(), detail);
    }

    static PersistenceException onReading(String what, Throwable failure) {
        return new PersistenceException(
                find(failure, SQLException.class).filter(H2::isCorrupted).isPresent()
                        ? Reason.DAMAGED
                        : Reason.FAILED,
                "%s could not be read: %s".formatted(what, H2.messages(failure)),
                failure);
    }

    static PersistenceException onWriting(String what, Throwable failure) {
        if (failure instanceof PersistenceException known) {
            return known;
        }
        String detail = H2.messages(failure);
        if (isDiskFull(failure, OptionalLong.empty())) {
            return new PersistenceException(
                    Reason.DISK_FULL,
                    "the disk is full, so %s could not be written; make room and try again (%s)"
                            .formatted(what, detail),
                    failure);
        }
        if (isForbidden(failure)) {
            return new PersistenceException(
                    Reason.NOT_WRITABLE,
                    "%s could not be written: the file may not be changed (%s)"
                            .formatted(what, detail),
                    failure);
        }
        return new PersistenceException(
                Reason.FAILED, "%s could not be written: %s".formatted(what, detail), failure);
    }

    /// The text of the error depends on the language of the machine, the space that is left does not.
    private static boolean isDiskFull(Throwable failure, OptionalLong space) {
        if (find(failure, IOException.class).isEmpty()) {
            return false;
        }
        String text = H2.messages(failure);
        return (space.isPresent() && space.getAsLong() < NO_SPACE_BYTES)
                || text.contains("No space left")
                || text.contains("not enough space on the disk");
    }

    private static boolean isForbidden(Throwable failure) {
        return find(failure, AccessDeniedException.class).isPresent()
                || find(failure, ReadOnlyFileSystemException.class).isPresent()
                || find(failure, SQLException.class).filter(H2::isReadOnly).isPresent();
    }

    private static OptionalLong space(DatabaseFile file) {
        try {
            return OptionalLong.of(file.usableBytes());
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
