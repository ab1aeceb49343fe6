package io.slimconsole.persistence.audit;

import io.slimconsole.node.Registration;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.persistence.audit.seal.SealFile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// The audit log of one data folder. Methods may be called on any thread; those that wait for the disk say so.
///
/// It never fails whoever reports to it: what can't be written is counted, said in [#status], and recorded as a gap when writing works
/// again.
public interface AuditLog extends AutoCloseable {
    /// Opens the log of a data folder, and makes what isn't there. Where that can't be, it says so in [#status] and tries again every
    /// two seconds. Waits for the disk.
    ///
    /// @param feed what its nodes report; emptied by the log from now on
    static AuditLog open(Path dataFolder, MessageFeed feed, AuditRules rules, Clock clock) {
        return LiveAuditLog.open(
                dataFolder, MessageSource.of(feed), rules, clock, WriterHooks.NONE);
    }

    /// The newest run of a node that the log of a folder knows: what a [MessageFeed] for it goes on from. Waits for the disk.
    static int lastRun(Path dataFolder) {
        return SealFile.in(dataFolder).run();
    }

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

    /// Records a message with its content, which is sealed. Returns at once; takes the array over.
    ///
    /// @param activity of kind [ActivityKind#CONTENT]
    void record(Activity activity, byte[] content);

    /// The content of an entry; empty if it has none, or none that can be opened. Waits for the disk.
    Optional<byte[]> content(ActivityEntry entry);

    /// The keys that it writes with; empty while it can't be opened.
    Optional<KeyStatus> keys();

    /// Goes on with new keys; the old ones stay, for reading. Waits for the disk.
    ///
    /// @throws IOException if they can't be stored
    void rotateKeys() throws IOException;

    /// Puts the keys under a passphrase, or no longer under one. With one, nothing is recorded after a start until [#unlock]. Waits for the disk.
    ///
    /// @throws IOException if they can't be stored
    void protectKeys(Optional<char[]> passphrase) throws IOException;

    /// Tries a passphrase where the log waits for one; both ways are recorded. Takes a few tenths of a second, and waits for the disk.
    ///
    /// @param passphrase belongs to the log from now on
    /// @return false if it is another one
    boolean unlock(char[] passphrase);

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
