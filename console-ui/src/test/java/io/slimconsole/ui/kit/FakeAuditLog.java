package io.slimconsole.ui.kit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.Registration;
import io.slimconsole.node.name.NameId;
import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.KeyStatus;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.persistence.audit.Verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/// A log whose entries are made up: message traffic of a warehouse and a chat, of which one in nine fails, and what an
/// operator sees on a busy day.
public final class FakeAuditLog implements AuditLog {
    private static final List<String> NAMES =
            List.of(
                    "agntcy/chat/moderator",
                    "agntcy/chat/alice",
                    "acme/warehouse/stock-keeper",
                    "acme/warehouse/scanner-with-a-rather-long-service-name");

    private static final List<MessageOutcome> FAILURES =
            List.of(
                    MessageOutcome.NO_ROUTE,
                    MessageOutcome.RECEIVER_GONE,
                    MessageOutcome.TTL_EXPIRED,
                    MessageOutcome.MAC_MISSING,
                    MessageOutcome.MAC_INVALID,
                    MessageOutcome.MALFORMED);

    private static final String FINGERPRINT =
            "5f0c-1d2e-8a91-77b3-c04e-9d15-2266-f8a0-3b7d-e419-0c5a-61f2-d88e-a7c3-1904-be6b";

    private static final List<ActivityKind> KINDS = List.of(ActivityKind.values());

    private final Instant end;
    private final Duration every;
    private final FakeTrail<MessageEntry, MessageFilter> messages;
    private final FakeTrail<ActivityEntry, ActivityFilter> activity;
    private final List<Activity> recorded = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile AuditRules rules = AuditRules.DEFAULTS;
    private volatile Optional<AuditStatus.Trouble> trouble = Optional.empty();
    private volatile Optional<Verification> verification = Optional.empty();
    private volatile List<Verification.Fault> faults = List.of();
    private volatile double rate;
    private volatile Optional<String> passphrase = Optional.empty();
    private final AtomicInteger generation = new AtomicInteger(1);
    private volatile String keyFailure = "";

    /// @param end when the newest of the first entries was made
    /// @param every how long after one entry the next follows
    /// @param messageCount how many there are at first
    public FakeAuditLog(Instant end, Duration every, long messageCount, long activityCount) {
        this.end = end;
        this.every = every;
        messages =
                new FakeTrail<>(
                        s -> message(s, messageCount),
                        MessageFilter.ALL,
                        FakeAuditLog::matches,
                        e -> e.outcome() == MessageOutcome.DELIVERED);
        activity =
                new FakeTrail<>(
                        s -> activity(s, activityCount),
                        ActivityFilter.ALL,
                        FakeAuditLog::matches,
                        ActivityEntry::success);
        messages.grow(messageCount);
        activity.grow(activityCount);
    }

    public static FakeAuditLog of(long messages, long activity) {
        return new FakeAuditLog(Instant.now(), Duration.ofSeconds(2), messages, activity);
    }

    public void setTrouble(Optional<AuditStatus.Trouble> now) {
        trouble = now;
    }

    public void setFaults(List<Verification.Fault> now) {
        faults = now;
    }

    /// The keys can't be stored, for this reason; empty if they can.
    public void setKeyFailure(String why) {
        keyFailure = why;
    }

    /// Waits for this passphrase, as after a start.
    public void lock(String with) {
        passphrase = Optional.of(with);
        trouble =
                Optional.of(
                        new AuditStatus.Trouble(
                                "the keys of the audit log are under a passphrase; enter it, so"
                                        + " that recording begins",
                                end,
                                true));
    }

    public Optional<String> passphrase() {
        return passphrase;
    }

    public void setRate(double perSecond) {
        rate = perSecond;
    }

    public List<Activity> recorded() {
        return recorded;
    }

    @Override
    public FakeTrail<MessageEntry, MessageFilter> messages() {
        return messages;
    }

    @Override
    public FakeTrail<ActivityEntry, ActivityFilter> activity() {
        return activity;
    }

    @Override
    public AuditStatus status() {
        return new AuditStatus(
                trouble,
                new AuditStatus.TrailStatus(
                        messages.newest(),
                        messages.newest() * 22,
                        rate,
                        (long) (rate * 22 * 86_400),
                        0),
                new AuditStatus.TrailStatus(
                        activity.newest(), activity.newest() * 140, 0, 4_000_000, 0),
                verification);
    }

    @Override
    public Registration listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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
    public void record(Activity what) {
        recorded.add(what);
    }

    @Override
    public void record(Activity what, byte[] content) {
        record(what);
    }

    @Override
    public Optional<byte[]> content(ActivityEntry entry) {
        return Optional.empty();
    }

    @Override
    public Optional<KeyStatus> keys() {
        return status().isLocked()
                ? Optional.empty()
                : Optional.of(
                        new KeyStatus(
                                generation.get(),
                                Optional.of(end),
                                FINGERPRINT.replaceFirst(
                                        "^....", "%04x".formatted(generation.get())),
                                passphrase.isPresent()));
    }

    @Override
    public void rotateKeys() throws IOException {
        failIfAsked();
        generation.incrementAndGet();
    }

    @Override
    public void protectKeys(Optional<char[]> wanted) throws IOException {
        failIfAsked();
        passphrase = wanted.map(String::valueOf);
    }

    @Override
    public boolean unlock(char[] tried) {
        if (passphrase.isPresent() && !passphrase.get().equals(String.valueOf(tried))) {
            return false;
        }
        trouble = Optional.empty();
        return true;
    }

    private void failIfAsked() throws IOException {
        if (!keyFailure.isEmpty()) {
            throw new IOException(keyFailure);
        }
    }

    @Override
    public Verification verify(DoubleConsumer progress, BooleanSupplier cancelled) {
        progress.accept(1);
        var found = new Verification(Instant.now(), messages.newest() + activity.newest(), faults);
        verification = Optional.of(found);
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
        long entries = found.progress().found();
        Files.writeString(target, format + " " + entries + "\n");
        return entries;
    }

    @Override
    public void close() {}

    private MessageEntry message(long sequence, long first) {
        Instant at = end.minus(every.multipliedBy(first - sequence));
        int type = sequence % 5 == 0 ? 2 : sequence % 17 == 0 ? 7 : 1;
        MessageOutcome outcome =
                sequence % 9 == 0
                        ? FAILURES.get((int) (sequence / 9 % FAILURES.size()))
                        : MessageOutcome.DELIVERED;
        boolean delivered = outcome == MessageOutcome.DELIVERED;
        return new MessageEntry(
                sequence,
                at,
                delivered ? Optional.of(at.plusNanos(83_000)) : Optional.empty(),
                Optional.of(name(sequence)),
                Optional.of(name(sequence + 1)),
                (int) (1 + sequence % 2),
                type,
                (int) (0x9e37_0000L + sequence % 40),
                (int) (sequence / 3 + 1_000),
                (int) (120 + sequence * 37 % 4_000),
                new ConnectionRef(1, new ConnectionId(1 + sequence % 4)),
                delivered
                        ? IntStream.rangeClosed(1, (int) (1 + sequence % 3))
                                .mapToObj(i -> new ConnectionRef(1, new ConnectionId(4L + i)))
                                .toList()
                        : List.of(),
                outcome,
                1);
    }

    private static AuditName name(long sequence) {
        return new AuditName(
                NAMES.get((int) (sequence % NAMES.size())),
                sequence % 3 == 0 ? NameId.NULL_COMPONENT : new NameId(sequence % 7 << 40, 1));
    }

    private ActivityEntry activity(long sequence, long first) {
        Instant at = end.minus(every.multipliedBy(first - sequence));
        ActivityKind kind = KINDS.get((int) (sequence * 7 % KINDS.size()));
        String name = NAMES.get((int) (sequence % NAMES.size()));
        boolean operator = kind.group() == ActivityKind.Group.OPERATOR;
        var facts = new LinkedHashMap<String, String>();
        if (operator) {
            facts.put("before", "listen 127.0.0.1:46357\nheader MAC off");
            facts.put("after", "listen 0.0.0.0:46357\nheader MAC required");
        } else if (kind == ActivityKind.EPOCH_CHANGED) {
            facts.put("epoch", Long.toString(sequence % 40));
        }
        boolean success =
                kind != ActivityKind.REFUSED
                        && kind != ActivityKind.INVITE_FAILED
                        && kind != ActivityKind.SESSION_FAILED
                        && kind != ActivityKind.NODE_FAILED
                        && kind != ActivityKind.GAP;
        return new ActivityEntry(
                sequence,
                at,
                kind,
                operator ? "operator" : kind == ActivityKind.API ? "api" : "node",
                operator ? "settings" : name,
                kind.group() == ActivityKind.Group.CONNECTION
                        ? Optional.of(new ConnectionRef(1, new ConnectionId(1 + sequence % 9)))
                        : Optional.empty(),
                kind.group() == ActivityKind.Group.SESSION
                        ? OptionalInt.of((int) (0x9e37_0000L + sequence % 40))
                        : OptionalInt.empty(),
                success,
                operator
                        ? "The node listens on all networks now, and requires header MACs."
                        : "%s: %s"
                                .formatted(
                                        kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                        name),
                facts);
    }

    private static boolean matches(MessageFilter filter, MessageEntry entry) {
        String source = entry.source().map(AuditName::prefix).orElse("");
        String destination = entry.destination().map(AuditName::prefix).orElse("");
        return filter.time().contains(entry.at())
                && like(filter.source(), source)
                && like(filter.destination(), destination)
                && (like(filter.name(), source) || like(filter.name(), destination))
                && filter.connection()
                        .map(c -> c.equals(entry.from()) || entry.to().contains(c))
                        .orElse(true)
                && same(filter.session(), entry.sessionId())
                && same(filter.message(), entry.messageId())
                && (filter.messageTypes().isEmpty()
                        || filter.messageTypes().contains(entry.messageType()))
                && (filter.outcomes().isEmpty() || filter.outcomes().contains(entry.outcome()))
                && entry.bytes() >= filter.fewestBytes().orElse(0)
                && entry.bytes() <= filter.mostBytes().orElse(Integer.MAX_VALUE)
                && (source.contains(filter.text()) || destination.contains(filter.text()));
    }

    private static boolean matches(ActivityFilter filter, ActivityEntry entry) {
        return filter.time().contains(entry.at())
                && (filter.kinds().isEmpty() || filter.kinds().contains(entry.kind()))
                && like(filter.actor(), entry.actor())
                && like(filter.subject(), entry.subject())
                && (like(filter.name(), entry.actor()) || like(filter.name(), entry.subject()))
                && filter.connection()
                        .map(c -> entry.connection().equals(Optional.of(c)))
                        .orElse(true)
                && filter.success().map(s -> s == entry.success()).orElse(true)
                && (entry.text() + entry.subject() + entry.actor()).contains(filter.text());
    }

    private static boolean like(String pattern, String text) {
        return pattern.isEmpty()
                || text.matches(pattern.replace(".", "\\.").replace("*", ".*") + "(/.*)?");
    }

    private static boolean same(OptionalInt asked, int value) {
        return asked.isEmpty() || asked.getAsInt() == value;
    }
}
