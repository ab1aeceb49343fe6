package io.slimconsole.persistence.audit;

import io.slimconsole.node.Registration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// The audit log of one data folder. Methods may be called on any thread; those that wait for the disk say so.
///
/// It never fails whoever reports to it: what can't be written is counted, said in [#status], and recorded as a gap when writing works
/// again.
public interface AuditLog extends AutoCloseable {
    Trail<MessageEntry, MessageFilter> messages();

    Trail<ActivityEntry, ActivityFilter> activity();

    AuditStatus status();

    /// Hears when [#status] has changed, or entries were stored: four times a second at most, on a thread of the log.
    Registration listen(Runnable listener);

    AuditRules rules();

    /// Applies to all that happens from now on, and is itself recorded. Waits for the disk.
    void rules(AuditRules rules);

    /// Records something. Returns at once.
    void record(Activity activity);

    /// Looks at everything. Waits for the disk, for long where there is much.
    ///
    /// @param progress hears 0 to 1
    /// @param cancelled is asked now and then
    Verification verify(DoubleConsumer progress, BooleanSupplier cancelled);

    /// Writes the entries that were found to a file: CSV for spreadsheets, or JSON Lines with a signature at the end that
    /// `verify-export` checks. A file that is cancelled or fails half way is deleted. Waits for the disk.
    ///
    /// @throws IOException if it can't be written
    /// @return how many entries are in it
    long export(
            Finding<? extends AuditEntry> found,
            ExportFormat format,
            Path target,
            DoubleConsumer progress,
            BooleanSupplier cancelled)
            throws IOException;

    enum ExportFormat {
        CSV,
        JSON_LINES
    }

    /// Writes what is waiting, and frees the files.
    @Override
    void close();
}
