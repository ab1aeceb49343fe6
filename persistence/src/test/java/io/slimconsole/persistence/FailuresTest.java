package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.PersistenceException.Reason;

import org.h2.api.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;

final class FailuresTest {
    @TempDir Path folder;

    @Test
    void aFullDiskIsNotTakenForDamage() {
        var file = DatabaseFile.in(folder);

        assertThat(Failures.onOpening(file, full()))
                .isEqualTo(
                        new OpenResult.DiskFull(
                                folder,
                                "IO Exception: null: Writing to file failed: No space left on"
                                        + " device"));
        assertThat(
                        Failures.onOpening(
                                file,
                                new SQLException("corrupt", "90030", ErrorCode.FILE_CORRUPTED_1)))
                .isEqualTo(new OpenResult.Damaged(file.path(), "corrupt"));
    }

    @Test
    void aFullDiskIsSaidWhenSettingsAreSaved() {
        PersistenceException failure = Failures.onWriting("the settings", full());

        assertThat(failure.reason()).isEqualTo(Reason.DISK_FULL);
        assertThat(failure)
                .hasMessageStartingWith(
                        "the disk is full, so the settings could not be written; make room and try"
                                + " again");
    }

    @Test
    void whatMayNotBeWrittenIsSaid() {
        assertThat(Failures.onWriting("the settings", new AccessDeniedException("f")).reason())
                .isEqualTo(Reason.NOT_WRITABLE);
        assertThat(Failures.onOpening(DatabaseFile.in(folder), new AccessDeniedException("f")))
                .isEqualTo(new OpenResult.Unwritable(folder, "f"));
    }

    private static SQLException full() {
        return new SQLException(
                "IO Exception: null",
                "90031",
                ErrorCode.IO_EXCEPTION_2,
                new IllegalStateException(
                        "Writing to file failed", new IOException("No space left on device")));
    }
}
