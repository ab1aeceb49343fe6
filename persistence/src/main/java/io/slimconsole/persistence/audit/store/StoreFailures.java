package io.slimconsole.persistence.audit.store;

import io.slimconsole.persistence.audit.store.StoreException.Reason;
import io.slimconsole.persistence.disk.H2;

import org.flywaydb.core.api.exception.FlywayValidateException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Tells what a failure means for the operator.
final class StoreFailures {
    /// A page that can't be read, or points to where nothing is.
    private static final Set<Integer> OF_DAMAGE =
            Set.of(
                    DataUtils.ERROR_FILE_CORRUPT,
                    DataUtils.ERROR_CHUNK_NOT_FOUND,
                    DataUtils.ERROR_INTERNAL);

    /// Class of SQL states: a statement names what isn't there.
    private static final String NOT_AS_STATED = "42";

    private StoreFailures() {}

    /// A newer console migrated the file.
    static final class NewerSchemaException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NewerSchemaException(int found, int known) {
            super("schema %d, known up to %d".formatted(found, known));
        }
    }

    static StoreException onOpening(AuditFile file, Throwable failure) {
        // what may pass while the log is in use is damage if it can't be opened for it
        boolean undecided = failure instanceof StoreException e && e.reason() == Reason.FAILED;
        Throwable cause = undecided ? failure.getCause() : failure;
        return of(file, "opened", cause == null ? failure : cause, true);
    }

    /// On a file that was opened for reading only: H2 wants to write to one in which it finds no database.
    static StoreException onLooking(AuditFile file, SQLException failure) {
        return H2.isReadOnly(failure)
                ? exception(Reason.DAMAGED, file, "opened", H2.messages(failure), failure)
                : onOpening(file, failure);
    }

    static StoreException of(AuditFile file, String what, Throwable failure) {
        return of(file, what, failure, false);
    }

    private static StoreException of(
            AuditFile file, String what, Throwable failure, boolean opening) {
        if (failure instanceof StoreException known) {
            return known;
        }
        String detail = H2.messages(failure);
        return exception(reason(failure, detail, opening), file, what, detail, failure);
    }

    private static StoreException exception(
            Reason reason, AuditFile file, String what, String detail, Throwable failure) {
        String text =
                switch (reason) {
                    case DAMAGED ->
                            "the audit log %s is damaged (%s)".formatted(file.path(), detail);
                    case NEWER ->
                            "a newer console wrote the audit log %s (%s); update this one, or move the file away"
                                    .formatted(file.path(), detail);
                    case IN_USE ->
                            "another process has the audit log %s open; end that one"
                                    .formatted(file.path());
                    case DISK_FULL ->
                            "the disk is full, so the audit log %s can't be %s; make room"
                                    .formatted(file.path(), what);
                    case FAILED ->
                            "the audit log %s can't be %s (%s)"
                                    .formatted(file.path(), what, detail);
                };
        return new StoreException(reason, text, failure);
    }

    private static Reason reason(Throwable failure, String detail, boolean opening) {
        if (detail.contains("No space left")
                || detail.contains("not enough space on the disk")
                || detail.contains("Disk quota exceeded")) {
            return Reason.DISK_FULL;
        }
        if (find(failure, FlywayValidateException.class).isPresent()
                || find(failure, NewerSchemaException.class).isPresent()) {
            return Reason.NEWER;
        }
        Optional<SQLException> sql = find(failure, SQLException.class);
        if (sql.filter(H2::isLocked).isPresent()) {
            return Reason.IN_USE;
        }
        if (sql.filter(H2::isNewerFormat).isPresent()) {
            return Reason.NEWER;
        }
        // with assertions on, H2 says so of what it finds in a page
        if (find(failure, AssertionError.class).isPresent()) {
            return Reason.DAMAGED;
        }
        if (find(failure, MVStoreException.class)
                .filter(e -> OF_DAMAGE.contains(e.getErrorCode()))
                .isPresent()) {
            return Reason.DAMAGED;
        }
        // a page points behind the end of the file
        if (find(failure, EOFException.class).isPresent()) {
            return Reason.DAMAGED;
        }
        if (opening) {
            return isOfTheDisk(failure) ? Reason.FAILED : Reason.DAMAGED;
        }
        return sql.filter(e -> H2.isCorrupted(e) || isOfAnotherSchema(e)).isPresent()
                ? Reason.DAMAGED
                : Reason.FAILED;
    }

    /// Our tables were there when the file was migrated.
    private static boolean isOfAnotherSchema(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith(NOT_AS_STATED);
    }

    /// A file that can't be read or written may be sound, and so may one that a slow machine was not done with.
    private static boolean isOfTheDisk(Throwable failure) {
        return find(failure, IOException.class).isPresent()
                || find(failure, SQLTransientException.class).isPresent()
                || find(failure, SQLException.class)
                        .filter(
                                e ->
                                        H2.isReadOnly(e)
                                                || e.getErrorCode() == ErrorCode.IO_EXCEPTION_1
                                                || e.getErrorCode() == ErrorCode.IO_EXCEPTION_2)
                        .isPresent();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return Stream.<Throwable>iterate(failure, t -> t != null, Throwable::getCause)
                .limit(20)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
