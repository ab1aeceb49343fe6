package io.slimconsole.persistence.audit;

import io.slimconsole.node.Registration;
import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.KeyFile;
import io.slimconsole.persistence.audit.seal.SealFile.Seal;
import io.slimconsole.persistence.audit.seal.Signatures;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.Segment;
import io.slimconsole.persistence.audit.store.StoreException;
import io.slimconsole.persistence.audit.store.StoredBlock;
import io.slimconsole.persistence.audit.store.TrailId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;

/// The log of a data folder, put together: the writer, two trails to read, what looks at all of it.
final class LiveAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAuditLog.class);
    private static final int SEARCHES_AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String OPERATOR = "operator";
    private static final String SUBJECT = "audit log";

    private final Clock clock;
    private final Listeners listeners;
    private final ExecutorService searching =
            Executors.newFixedThreadPool(
                    SEARCHES_AT_ONCE,
                    Thread.ofPlatform().name("slim-audit-search-", 1).daemon().factory());
    private final AuditWriter writer;
    private final BlockLoader<MessageBlock> messageBlocks;
    private final BlockLoader<ActivityBlock> activityBlocks;
    private final StoredTrail<MessageBlock, MessageEntry, MessageFilter> messages;
    private final StoredTrail<ActivityBlock, ActivityEntry, ActivityFilter> activity;
    private volatile Optional<char[]> passphrase = Optional.empty();

    /// What this run wrote to the key file last; the writer may yet have to take it up.
    private Optional<AuditKeys> written = Optional.empty();

    private LiveAuditLog(AuditWriter writer, Clock clock, Listeners listeners) {
        this.writer = writer;
        this.clock = clock;
        this.listeners = listeners;
        this.messageBlocks =
                new BlockLoader<>(BlockKind.MESSAGES, () -> writer.log().map(OpenLog::store));
        this.activityBlocks =
                new BlockLoader<>(BlockKind.ACTIVITY, () -> writer.log().map(OpenLog::store));
        this.messages =
                new StoredTrail<>(
                        new MessageReading(),
                        messageBlocks,
                        writer.messages()::snapshot,
                        searching);
        this.activity =
                new StoredTrail<>(
                        new ActivityReading(),
                        activityBlocks,
                        writer.activity()::snapshot,
                        searching);
    }

    static LiveAuditLog open(
            Path folder, MessageSource feed, AuditRules rules, Clock clock, WriterHooks hooks) {
        var listeners = new Listeners();
        var writer = new AuditWriter(folder, feed, rules, clock, listeners, hooks);
        writer.start();
        return new LiveAuditLog(writer, clock, listeners);
    }

    @Override
    public Trail<MessageEntry, MessageFilter> messages() {
        return messages;
    }

    @Override
    public Trail<ActivityEntry, ActivityFilter> activity() {
        return activity;
    }

    @Override
    public AuditStatus status() {
        return writer.status();
    }

    @Override
    public Registration listen(Runnable listener) {
        return listeners.add(listener);
    }

    @Override
    public AuditRules rules() {
        return writer.rules();
    }

    @Override
    public void rules(AuditRules rules) {
        AuditRules before = rules();
        if (rules.equals(before)) {
            return;
        }
        RuleChanges changes = RuleChanges.between(before, rules);
        offer(
                Activity.of(
                                clock.instant(),
                                ActivityKind.RULES_CHANGED,
                                OPERATOR,
                                SUBJECT,
                                changes.text())
                        .with("before", changes.before())
                        .with("after", changes.after()));
        await(
                writer.command(
                        () -> {
                            writer.use(rules);
                            writer.flush();
                        }));
    }

    @Override
    public void record(Activity activity) {
        ActivityKind.Group group = activity.kind().group();
        if (group == ActivityKind.Group.LOG || rules().activity().contains(group)) {
            offer(activity);
        }
    }

    private void offer(Activity activity) {
        writer.activityIntake().offer(activity, Optional.empty());
    }

    @Override
    public void record(Activity activity, byte[] content) {
        if (activity.kind() != ActivityKind.CONTENT) {
            throw new IllegalArgumentException(
                    "content belongs to entries of the kind CONTENT, not " + activity.kind());
        }
        if (rules().activity().contains(ActivityKind.Group.CONTENT)) {
            writer.activityIntake().offer(activity, Optional.of(content));
        }
    }

    @Override
    public Optional<byte[]> content(ActivityEntry entry) {
        Optional<OpenLog> log = writer.log();
        if (log.isEmpty() || entry.kind() != ActivityKind.CONTENT) {
            return Optional.empty();
        }
        try {
            Optional<AuditStore.Content> content = log.get().store().content(entry.sequence());
            return content.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ContentSealing.open(content.get(), log.get().keys(), entry));
        } catch (GeneralSecurityException | StoreException e) {
            LOG.warn(
                    "the content of entry {} can't be opened: {}",
                    entry.sequence(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<KeyStatus> keys() {
        return writer.log()
                .map(log -> log.keys().newest())
                .map(
                        newest ->
                                new KeyStatus(
                                        newest.number(),
                                        firstUse(newest.number()),
                                        Signatures.fingerprint(newest.publicKey()),
                                        passphrase.isPresent()));
    }

    private Optional<Instant> firstUse(int generation) {
        return Stream.of(writer.messages().snapshot(), writer.activity().snapshot())
                .flatMap(trail -> trail.segments().stream())
                .filter(segment -> segment.generation() == generation)
                .map(Segment::begun)
                .min(Comparator.naturalOrder())
                .map(Micros::instant);
    }

    private AuditKeys keysInForce() throws IOException {
        OpenLog log = openLog();
        return written.orElseGet(log::keys);
    }

    @Override
    public synchronized void rotateKeys() throws IOException {
        AuditKeys next = keysInForce().rotated();
        KeyFile.in(writer.folder()).write(next, passphrase);
        written = Optional.of(next);
        await(writer.command(() -> writer.use(next)));
        offer(
                Activity.of(
                                clock.instant(),
                                ActivityKind.KEY_ROTATED,
                                OPERATOR,
                                SUBJECT,
                                "Entries from here on are under keys of generation "
                                        + next.newest().number())
                        .with("generation", Integer.toString(next.newest().number())));
    }

    @Override
    public synchronized void protectKeys(Optional<char[]> wanted) throws IOException {
        boolean before = passphrase.isPresent();
        KeyFile.in(writer.folder()).write(keysInForce(), wanted);
        passphrase = wanted;
        await(writer.command(() -> writer.know(wanted)));
        offer(
                ofKeys(
                        wanted.isEmpty()
                                ? "The keys of the log are no longer under a passphrase"
                                : before
                                        ? "The passphrase of the keys of the log was changed"
                                        : "The keys of the log were put under a passphrase"));
    }

    private OpenLog openLog() throws IOException {
        return writer.log()
                .orElseThrow(
                        () ->
                                new IOException(
                                        status().trouble()
                                                .map(AuditStatus.Trouble::text)
                                                .orElse("the audit log is closed")));
    }

    @Override
    public synchronized boolean unlock(char[] tried) {
        if (!status().isLocked()) {
            return true;
        }
        if (KeyFile.in(writer.folder()).read(Optional.of(tried)) instanceof KeyFile.Found.Locked) {
            offer(ofKeys("A passphrase that does not open the keys of the log was tried").failed());
            return false;
        }
        passphrase = Optional.of(tried);
        offer(ofKeys("The keys of the log were unlocked"));
        await(writer.command(() -> writer.unlock(tried)));
        return true;
    }

    private Activity ofKeys(String what) {
        return Activity.of(clock.instant(), ActivityKind.OPERATOR, OPERATOR, SUBJECT, what);
    }

    @Override
    public Verification verify(DoubleConsumer progress, BooleanSupplier cancelled) {
        var verifier = new LogVerifier(writer, clock);
        Verification found = verifier.verify(progress, cancelled);
        if (!cancelled.getAsBoolean()) {
            writer.found(found);
            offer(verifier.entry(found));
        }
        return found;
    }

    @Override
    public long export(
            Finding<? extends AuditEntry> found,
            ExportFormat format,
            Path target,
            DoubleConsumer progress,
            BooleanSupplier cancelled)
            throws IOException {
        OpenLog log = openLog();
        boolean ofMessages =
                found instanceof Search<?, ?> search && search.trail() == TrailId.MESSAGES;
        String filter = found instanceof Search<?, ?> search ? search.description() : "";
        Seal seal = writer.seal();
        var proof =
                new Exporter.Proof(
                        (ofMessages ? TrailId.MESSAGES : TrailId.ACTIVITY).word(),
                        filter,
                        clock.instant(),
                        ofMessages ? seal.messages() : seal.activity(),
                        log.keys().newest());
        long count = new Exporter(progress, cancelled).export(found, format, target, proof);
        if (count < 0) {
            return 0;
        }
        offer(
                Activity.of(
                                clock.instant(),
                                ActivityKind.EXPORTED,
                                OPERATOR,
                                target.toString(),
                                "%d entries of %s were exported".formatted(count, proof.trail()))
                        .with("format", format.name())
                        .with("filter", filter)
                        .with("key", Signatures.fingerprint(proof.keys().publicKey())));
        return count;
    }

    /// What has to be known soon and may take its time with a slow disk; it happens even so.
    private static void await(CompletableFuture<Void> done) {
        try {
            done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("the disk of the audit log is slow: what was asked for is yet to come");
        } catch (ExecutionException e) {
            LOG.atWarn().setCause(e).log("the audit log could not do what was asked for");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is stored of a trail.
    List<StoredBlock> blocks(TrailId trail) {
        return switch (trail) {
            case MESSAGES -> writer.messages().snapshot().blocks();
            case ACTIVITY -> writer.activity().snapshot().blocks();
        };
    }

    @Override
    public void close() {
        writer.close();
        searching.shutdownNow();
        listeners.close();
    }
}
