package io.slimconsole.persistence.audit;

import io.slimconsole.node.feed.FeedLevel;
import io.slimconsole.persistence.audit.AuditStatus.TrailStatus;
import io.slimconsole.persistence.audit.AuditStatus.Trouble;
import io.slimconsole.persistence.audit.TrailWriter.Extent;
import io.slimconsole.persistence.audit.block.ActivityBlock;
import io.slimconsole.persistence.audit.block.MessageBlock;
import io.slimconsole.persistence.audit.seal.AuditKeys;
import io.slimconsole.persistence.audit.seal.SealFile;
import io.slimconsole.persistence.audit.seal.SealFile.Seal;
import io.slimconsole.persistence.audit.store.AuditFile;
import io.slimconsole.persistence.audit.store.AuditStore;
import io.slimconsole.persistence.audit.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// The one thread that writes to the log: it empties the feed and the queue of activity, and stores what came in one transaction.
///
/// Four times a second, and at once when many blocks are full. When the files can't be written it says so, leaves entries where they are,
/// which is bounded, and tries again every two seconds from the start.
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final long COMMIT_EVERY = Duration.ofMillis(250).toNanos();
    private static final long SEAL_EVERY = Duration.ofSeconds(1).toNanos();
    private static final long TRY_EVERY = Duration.ofSeconds(2).toNanos();
    private static final long RETENTION_EVERY = Duration.ofMinutes(1).toNanos();
    private static final long GAPS_EVERY = Duration.ofSeconds(5).toNanos();
    private static final long IDLE = Duration.ofMillis(40).toNanos();
    private static final long BUSY = Duration.ofMillis(10).toNanos();
    private static final int MANY = 2_000;
    private static final int BLOCKS_AT_ONCE = 32;

    /// With more than this the feed keeps what it has, and counts what it loses.
    private static final long MOST_WAITING = 3L * BLOCKS_AT_ONCE * MessageBlock.FULL;

    private final Path folder;
    private final MessageSource feed;
    private final Clock clock;
    private final WriterHooks hooks;
    private final Listeners listeners;
    private final AuditFile file;
    private final SealFile sealFile;
    private final TrailWriter<MessageBlock> messages;
    private final TrailWriter<ActivityBlock> activity;
    private final MessageIntake messageIntake;
    private final ActivityIntake activityIntake;
    private final ContentSealing sealing = new ContentSealing();
    private final RateMeter messageRate = new RateMeter();
    private final RateMeter activityRate = new RateMeter();
    private final Losses losses = new Losses();
    private final ConcurrentLinkedQueue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final long lostBefore;
    private volatile AuditRules rules;
    private volatile Optional<OpenLog> open = Optional.empty();
    private volatile Optional<Trouble> trouble = Optional.empty();
    private volatile AuditStatus status;
    private volatile Optional<Verification> finding = Optional.empty();
    private volatile boolean closing;
    private Optional<char[]> passphrase = Optional.empty();
    private volatile Seal seal = Seal.nothing();
    private ClockWatch watch;
    private boolean sealed;
    private boolean closeSegments;
    private long committed;
    private long sealedAt;
    private long tried;
    private long retained;
    private long gapsTold;
    private long statusTold;

    AuditWriter(
            Path folder,
            MessageSource feed,
            AuditRules rules,
            Clock clock,
            Listeners listeners,
            WriterHooks hooks) {
        this.folder = folder;
        this.feed = feed;
        this.clock = clock;
        this.listeners = listeners;
        this.hooks = hooks;
        this.rules = rules;
        this.file = hooks.file(folder);
        this.sealFile = SealFile.in(file.folder());
        this.lostBefore = feed.lost();
        AuditKeys none = AuditKeys.fresh(1);
        this.messages = new TrailWriter<>(BlockKind.MESSAGES, none);
        this.activity = new TrailWriter<>(BlockKind.ACTIVITY, none);
        this.messageIntake = new MessageIntake(messages);
        this.activityIntake = new ActivityIntake(activity);
        this.watch = new ClockWatch(clock.instant(), hooks.nanos());
        this.status = statusNow();
        this.thread = Thread.ofPlatform().name("slim-audit").daemon().unstarted(this::run);
    }

    /// Tries to open the files, and begins to record whether that worked or not.
    void start() {
        apply(rules);
        tryToOpen();
        tellStatus();
        thread.start();
    }

    private void apply(AuditRules wanted) {
        messageIntake.use(wanted);
        feed.level(
                switch (wanted.messages()) {
                    case Recording.All _ -> new FeedLevel.All();
                    case Recording.ControlOnly _ -> new FeedLevel.ControlOnly();
                    case Recording.Sampled(int n) -> new FeedLevel.Sampled(n);
                    case Recording.Off _ -> new FeedLevel.Off();
                });
    }

    private void run() {
        while (!closing) {
            int taken = 0;
            try {
                taken = turn();
            } catch (IOException e) {
                fail(e);
            } catch (RuntimeException | Error e) {
                LOG.atError().setCause(e).log("the audit log stumbled");
                fail(e);
            }
            LockSupport.parkNanos(taken > MANY ? BUSY : IDLE);
        }
        finish();
    }

    /// @return how many messages came
    private int turn() throws IOException {
        long now = System.nanoTime();
        for (Runnable next = commands.poll(); next != null; next = commands.poll()) {
            next.run();
        }
        if (open.isEmpty() && now - tried > TRY_EVERY) {
            tryToOpen();
        }
        int taken = 0;
        if (open.isPresent()) {
            taken = take(now);
            if (isDue(now)) {
                commit(now, Extent.FULL_BLOCKS);
            }
            // each of them closes the log if it fails
            if (open.isPresent() && now - sealedAt > SEAL_EVERY) {
                seal(now);
            }
            if (open.isPresent() && now - retained > RETENTION_EVERY) {
                retain(now);
            }
        } else if (feed.lost() + activityIntake.lost() > 0) {
            losses.because("", clock.instant());
        }
        if (now - statusTold > COMMIT_EVERY) {
            tellStatus();
        }
        return taken;
    }

    private int take(long now) {
        int taken = 0;
        if (messages.waiting() < MOST_WAITING) {
            taken = feed.drain(messageIntake);
        }
        if (activity.waiting() < MOST_WAITING) {
            activityIntake.drain(sealing);
        }
        if (now - gapsTold > GAPS_EVERY) {
            gapsTold = now;
            losses.gap(feed.lost() - lostBefore, activityIntake.lost(), clock.instant())
                    .ifPresent(activityIntake::append);
        }
        return taken;
    }

    private boolean isDue(long now) {
        return messages.fullBlocks() >= BLOCKS_AT_ONCE
                || closeSegments
                || ((messages.hasWork() || activity.hasWork()) && now - committed > COMMIT_EVERY);
    }

    private void commit(long now, Extent wanted) throws IOException {
        OpenLog log = open.orElseThrow();
        int run = Math.max(seal.run(), feed.run());
        if (!sealed || run != seal.run()) {
            // before an entry of that run is stored: its number must not be given again
            writeSeal(new Seal(run, seal.messages(), seal.activity()), log);
        }
        long micros = Micros.of(clock.instant());
        long before = messages.snapshot().bytes() + activity.snapshot().bytes();
        var extent = closeSegments ? Extent.CLOSE_SEGMENT : wanted;
        var ends = new TrailEnd[2];
        try {
            log.store()
                    .write(
                            transaction -> {
                                ends[0] =
                                        messages.write(
                                                transaction, micros, seal.messages(), extent);
                                ends[1] =
                                        activity.write(
                                                transaction, micros, seal.activity(), extent);
                                sealing.write(transaction);
                                hooks.beforeCommit();
                            });
        } catch (StoreException e) {
            fail(e);
            return;
        }
        if (trouble.isPresent()) {
            LOG.info("the audit log is written again");
            trouble = Optional.empty();
            tellStatus();
        }
        long storedMessages = ends[0].last - messages.sealed().sequence();
        long storedActivity = ends[1].last - activity.sealed().sequence();
        messages.adopt(ends[0]);
        activity.adopt(ends[1]);
        sealing.written();
        closeSegments = false;
        committed = now;
        long bytes =
                Math.max(0, messages.snapshot().bytes() + activity.snapshot().bytes() - before);
        long all = Math.max(1, storedMessages + storedActivity);
        messageRate.add(now, storedMessages, bytes * storedMessages / all);
        activityRate.add(now, storedActivity, bytes * storedActivity / all);
    }

    private void seal(long now) throws IOException {
        sealedAt = now;
        OpenLog log = open.orElseThrow();
        if (seal.messages().sequence() == messages.sealed().sequence()
                && seal.activity().sequence() == activity.sealed().sequence()) {
            return;
        }
        try {
            // what the seal names has to outlast a power cut if the seal does
            log.store().reachTheDisk();
            writeSeal(new Seal(seal.run(), messages.sealed(), activity.sealed()), log);
        } catch (StoreException e) {
            fail(e);
        }
    }

    private void writeSeal(Seal next, OpenLog log) throws IOException {
        sealFile.write(next, log.keys().newest());
        seal = next;
        sealed = true;
    }

    private void retain(long now) {
        retained = now;
        AuditRules wanted = rules;
        watch.look(clock.instant(), hooks.nanos()).ifPresent(this::recordJump);
        var keeper = new RetentionKeeper(open.orElseThrow().store(), clock, watch.isTrusted());
        try {
            closeSegments |= keeper.keep(messages, wanted.keepMessages(), activityIntake::append);
            closeSegments |= keeper.keep(activity, wanted.keepActivity(), activityIntake::append);
        } catch (StoreException e) {
            fail(e);
        }
    }

    private void recordJump(String text) {
        LOG.warn("{}", text);
        activityIntake.append(
                Activity.of(clock.instant(), ActivityKind.RETENTION, "node", "clock", text));
    }

    private void tryToOpen() {
        tried = System.nanoTime();
        Instant now = clock.instant();
        try {
            OpenLog log = OpenLog.open(file, passphrase, now);
            try {
                messages.load(log.store(), log.keys(), log.seal().messages().sequence());
                activity.load(log.store(), log.keys(), log.seal().activity().sequence());
            } catch (RuntimeException e) {
                log.store().close();
                throw e;
            }
            watch = ClockWatch.since(messages.snapshot(), activity.snapshot(), now, hooks.nanos());
            seal = log.seal();
            sealed = seal.messages().sequence() + seal.activity().sequence() > 0;
            sealing.use(log.keys());
            log.notes().forEach(note -> losses.because(note, now));
            if (!log.notes().isEmpty()) {
                LOG.warn("the audit log was opened: {}", log.notes());
            }
            open = Optional.of(log);
            gapsTold = System.nanoTime() - GAPS_EVERY - 1;
        } catch (IOException | OpenLog.NotOpenException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(AuditStore.onOpening(file, e));
        }
    }

    /// Nothing can be written for now. What H2 thinks of its file after a failure is not to be trusted, so it is opened anew.
    private void fail(Throwable failure) {
        Instant now = clock.instant();
        String text = text(failure);
        losses.because(text, now);
        boolean locked = failure instanceof OpenLog.NotOpenException e && e.isLocked();
        if (trouble.isEmpty() && locked) {
            LOG.warn("nothing is recorded: {}", text);
        } else if (trouble.isEmpty()) {
            LOG.atWarn().setCause(failure).log("nothing is recorded: {}", text);
        }
        trouble = Optional.of(new Trouble(text, trouble.map(Trouble::since).orElse(now), locked));
        open.ifPresent(log -> log.store().close());
        open = Optional.empty();
        if (failure instanceof StoreException e && e.reason() == StoreException.Reason.DAMAGED) {
            try {
                LOG.warn("set aside as {}", OpenLog.setAside(file, now));
            } catch (IOException stays) {
                LOG.atWarn().setCause(stays).log("{} can't be set aside", file.path());
            }
        }
        tellStatus();
    }

    private String text(Throwable failure) {
        return switch (failure) {
            case StoreException e -> String.valueOf(e.getMessage());
            case OpenLog.NotOpenException e -> String.valueOf(e.getMessage());
            default ->
                    "the audit log in %s can't be written (%s)"
                            .formatted(folder, failure.getMessage());
        };
    }

    private void tellStatus() {
        statusTold = System.nanoTime();
        AuditStatus before = status;
        status = statusNow();
        if (!status.equals(before)) {
            listeners.changed();
        }
    }

    private AuditStatus statusNow() {
        long now = System.nanoTime();
        return new AuditStatus(
                trouble,
                trail(messages.snapshot(), messageRate, now, feed.lost() - lostBefore),
                trail(activity.snapshot(), activityRate, now, activityIntake.lost()),
                finding);
    }

    private static TrailStatus trail(Snapshot stored, RateMeter rate, long now, long lost) {
        return new TrailStatus(
                stored.entries(), stored.bytes(), rate.perSecond(now), rate.bytesPerDay(now), lost);
    }

    /// Runs something on the writer's thread, at a moment when nothing is half done.
    CompletableFuture<Void> command(Runnable command) {
        var done = new CompletableFuture<Void>();
        commands.add(
                () -> {
                    try {
                        command.run();
                        done.complete(null);
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
        if (closing && !thread.isAlive()) {
            done.completeExceptionally(new IllegalStateException("the audit log is closed"));
        }
        LockSupport.unpark(thread);
        return done;
    }

    void use(AuditRules next) {
        rules = next;
        apply(next);
        retained = System.nanoTime() - RETENTION_EVERY - 1;
    }

    /// Stores all that was offered before. For the thread of the writer.
    void flush() {
        if (open.isPresent()) {
            long now = System.nanoTime();
            try {
                take(now);
                commit(now, Extent.ALL);
                if (open.isPresent()) {
                    seal(now);
                }
                tellStatus();
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    /// What opens the keys, should they have to be read again.
    void know(Optional<char[]> with) {
        passphrase = with;
    }

    void unlock(char[] with) {
        know(Optional.of(with));
        if (open.isEmpty()) {
            tryToOpen();
            flush();
        }
    }

    /// Closes the segments, and goes on under other keys.
    void use(AuditKeys next) {
        OpenLog log = open.orElseThrow();
        closeSegments = true;
        flush();
        OpenLog after = open.orElseThrow();
        messages.use(next);
        activity.use(next);
        sealing.use(next);
        open = Optional.of(new OpenLog(log.store(), next, after.seal(), log.notes()));
        try {
            writeSeal(seal, open.get());
        } catch (IOException e) {
            fail(e);
        }
    }

    private void finish() {
        flush();
        commands.forEach(Runnable::run);
        open.ifPresent(log -> log.store().close());
        open = Optional.empty();
    }

    ActivityIntake activityIntake() {
        return activityIntake;
    }

    TrailWriter<MessageBlock> messages() {
        return messages;
    }

    TrailWriter<ActivityBlock> activity() {
        return activity;
    }

    AuditRules rules() {
        return rules;
    }

    AuditStatus status() {
        return status;
    }

    Optional<OpenLog> log() {
        return open;
    }

    /// What the seal file says.
    Seal seal() {
        return seal;
    }

    Path folder() {
        return file.folder();
    }

    void found(Verification verification) {
        finding = Optional.of(verification);
    }

    @Override
    public void close() {
        closing = true;
        feed.level(new FeedLevel.Off());
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
                LOG.error("the disk did not take what was to be recorded within ten seconds");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
