package io.slimconsole.persistence.audit;

import io.slimconsole.node.Registration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;

/// The log of a run that has no data folder: it records nothing, and says so.
public final class NoAuditLog implements AuditLog {
    private static final AuditStatus.TrailStatus NOTHING =
            new AuditStatus.TrailStatus(0, 0, 0, 0, 0);

    private final AuditStatus status;
    private volatile AuditRules rules = AuditRules.DEFAULTS;

    /// @param why nothing is recorded, and what would help, for the operator
    public NoAuditLog(String why, Instant since) {
        status =
                new AuditStatus(
                        Optional.of(new AuditStatus.Trouble(why, since)),
                        NOTHING,
                        NOTHING,
                        Optional.empty());
    }

    @Override
    public Trail<MessageEntry, MessageFilter> messages() {
        return new NoTrail<>();
    }

    @Override
    public Trail<ActivityEntry, ActivityFilter> activity() {
        return new NoTrail<>();
    }

    @Override
    public AuditStatus status() {
        return status;
    }

    @Override
    public Registration listen(Runnable listener) {
        return () -> {};
    }

    @Override
    public AuditRules rules() {
        return rules;
    }

    @Override
    public void rules(AuditRules next) {
        rules = next;
    }

    @Override
    public void record(Activity activity) {}

    @Override
    public void record(Activity activity, byte[] content) {}

    @Override
    public Optional<byte[]> content(ActivityEntry entry) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyStatus> keys() {
        return Optional.empty();
    }

    @Override
    public void rotateKeys() throws IOException {
        throw new IOException("there is no log that has keys");
    }

    @Override
    public void protectKeys(Optional<char[]> passphrase) throws IOException {
        throw new IOException("there is no log that has keys");
    }

    @Override
    public boolean unlock(char[] passphrase) {
        return true;
    }

    @Override
    public Verification verify(DoubleConsumer progress, BooleanSupplier cancelled) {
        return new Verification(Instant.now(), 0, List.of());
    }

    @Override
    public long export(
            Finding<? extends AuditEntry> found,
            ExportFormat format,
            Path target,
            DoubleConsumer progress,
            BooleanSupplier cancelled)
            throws IOException {
        throw new IOException("there is no log that could be exported");
    }

    @Override
    public void close() {}

    private static final class NoTrail<E extends AuditEntry, F> implements Trail<E, F> {
        @Override
        public long newest() {
            return 0;
        }

        @Override
        public long oldest() {
            return 1;
        }

        @Override
        public Finding<E> find(F filter, long after, long upTo) {
            return new NothingFound<>();
        }

        @Override
        public Optional<E> entry(long sequence) {
            return Optional.empty();
        }
    }

    private static final class NothingFound<E extends AuditEntry> implements Finding<E> {
        @Override
        public Progress progress() {
            return new Progress(0, 1, true);
        }

        @Override
        public void onProgress(Runnable listener) {}

        @Override
        public List<E> page(long from, int count) {
            return List.of();
        }

        @Override
        public Timeline timeline(TimeRange range, int buckets) {
            return new Timeline(range, List.of());
        }

        @Override
        public void close() {}
    }
}
