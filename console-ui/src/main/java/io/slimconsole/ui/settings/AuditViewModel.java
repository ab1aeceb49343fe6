package io.slimconsole.ui.settings;

import io.slimconsole.persistence.audit.ActivityFilter;
import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.Finding.Progress;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.Retention;
import io.slimconsole.persistence.audit.TimeRange;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.settings.AuditDraft.Kept;
import io.slimconsole.ui.settings.AuditDraft.Level;
import io.slimconsole.ui.shell.CurrentSettings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What is recorded and how long it is kept: a draft until it is applied, with what it costs beside it.
final class AuditViewModel implements AutoCloseable {
    private static final long MOST_IN_SAMPLE = 1_000_000;
    private static final long MOST_HOURS = 24L * 366 * 100;
    private static final long MOST_BYTES = 1L << 44;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// What can be wrong.
    enum Part {
        SAMPLE,
        LEFT_OUT,
        MESSAGES,
        ACTIVITY;

        /// As in the ids of controls.
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Whether there is something to apply.
    enum Changes {
        NONE,
        READY,
        WRONG
    }

    private final CurrentSettings settings;
    private final AuditLog audit;
    private final Dialogs dialogs;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Clock clock;
    private final Texts texts = Texts.of(AuditViewModel.class);
    private final ReadOnlyObjectWrapper<AuditDraft> draft;
    private final ReadOnlyObjectWrapper<Map<Part, String>> errors =
            new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Changes> changes =
            new ReadOnlyObjectWrapper<>(Changes.NONE);
    private final ReadOnlyObjectWrapper<AuditStatus> status;
    private final Subscription stored;
    private AuditRules baseline;
    private Optional<AuditRules> rules = Optional.empty();

    AuditViewModel(
            CurrentSettings settings,
            AuditLog audit,
            Dialogs dialogs,
            TaskRunner tasks,
            Toasts toasts,
            Clock clock) {
        this.settings = settings;
        this.audit = audit;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.toasts = toasts;
        this.clock = clock;
        this.status = new ReadOnlyObjectWrapper<>(audit.status());
        this.baseline = settings.get().audit();
        this.draft = new ReadOnlyObjectWrapper<>(AuditDraft.of(baseline));
        this.stored = settings.value().subscribe(now -> storedChanged(now.audit()));
        check();
    }

    @Override
    public void close() {
        stored.unsubscribe();
    }

    ReadOnlyObjectProperty<AuditDraft> draft() {
        return draft.getReadOnlyProperty();
    }

    /// What is wrong with the draft, and what would be right.
    ReadOnlyObjectProperty<Map<Part, String>> errors() {
        return errors.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<AuditStatus> status() {
        return status.getReadOnlyProperty();
    }

    void setStatus(AuditStatus now) {
        status.set(now);
    }

    void change(UnaryOperator<AuditDraft> to) {
        AuditDraft next = to.apply(draft.get());
        if (!next.equals(draft.get())) {
            draft.set(next);
            check();
        }
    }

    /// Whether the draft is another than what is stored, and can be applied.
    ReadOnlyObjectProperty<Changes> changes() {
        return changes.getReadOnlyProperty();
    }

    void revert() {
        change(_ -> AuditDraft.of(baseline));
    }

    /// Applies the draft. Where that deletes entries, says how many and asks first.
    void apply() {
        AuditRules next = rules.orElse(null);
        if (next == null || changes.get() != Changes.READY) {
            return;
        }
        boolean shorter =
                isShorter(next.keepMessages(), baseline.keepMessages())
                        || isShorter(next.keepActivity(), baseline.keepActivity());
        if (!shorter) {
            store(next);
            return;
        }
        tasks.run(
                texts.get("audit.counting"),
                _ -> deleted(next),
                gone -> {
                    if (gone == 0) {
                        store(next);
                    } else {
                        ask(next, gone);
                    }
                },
                failure ->
                        toasts.error(
                                texts.get(
                                        "audit.uncounted", String.valueOf(failure.getMessage()))));
    }

    /// What the trail takes of the disk at the present rate, and for how long what is kept then lasts.
    String cost(boolean ofMessages) {
        AuditStatus.TrailStatus now =
                ofMessages ? status.get().messages() : status.get().activity();
        String used =
                texts.get("audit.used", Formats.count(now.entries()), Formats.bytes(now.bytes()));
        if (now.bytesPerDay() <= 0) {
            return texts.get("audit.cost.none", used);
        }
        Optional<Retention> kept = rules.map(r -> ofMessages ? r.keepMessages() : r.keepActivity());
        String lasts =
                kept.map(r -> Formats.duration(lasts(r, now.bytesPerDay()))).orElse(Formats.NONE);
        return texts.get(
                "audit.cost",
                Formats.rate(now.perSecond()),
                Formats.bytes(now.bytesPerDay()),
                lasts,
                used);
    }

    private static Duration lasts(Retention kept, long bytesPerDay) {
        Duration bySize = Duration.ofSeconds((long) (86_400.0 * kept.bytes() / bytesPerDay));
        return bySize.compareTo(kept.age()) < 0 ? bySize : kept.age();
    }

    private void ask(AuditRules next, long gone) {
        dialogs.confirm(
                new Confirmation(
                        texts.get("audit.shorten.title", gone, Formats.count(gone)),
                        texts.get("audit.shorten.consequence"),
                        texts.get("audit.shorten.act"),
                        true),
                () -> store(next));
    }

    private void store(AuditRules next) {
        settings.change(s -> s.withAudit(next));
        toasts.success(texts.get("audit.applied"));
    }

    private void storedChanged(AuditRules now) {
        boolean asStored = draft.get().equals(AuditDraft.of(baseline));
        baseline = now;
        if (asStored || rules.equals(Optional.of(now))) {
            draft.set(AuditDraft.of(now));
        }
        check();
    }

    /// How many entries go, whole segments or not: those that are too old, or too many.
    private long deleted(AuditRules next) throws InterruptedException {
        Instant now = clock.instant();
        AuditStatus all = audit.status();
        long messages =
                deleted(
                        next.keepMessages(),
                        all.messages(),
                        age -> audit.messages().find(MessageFilter.ALL.withTime(until(now, age))));
        long activity =
                deleted(
                        next.keepActivity(),
                        all.activity(),
                        age -> audit.activity().find(ActivityFilter.ALL.withTime(until(now, age))));
        return messages + activity;
    }

    private static TimeRange until(Instant now, Duration age) {
        return new TimeRange(Instant.MIN, now.minus(age));
    }

    private static <E extends AuditEntry> long deleted(
            Retention kept,
            AuditStatus.TrailStatus trail,
            Function<Duration, io.slimconsole.persistence.audit.Finding<E>> olderThan)
            throws InterruptedException {
        long tooMuch = Math.max(0, trail.bytes() - kept.bytes());
        long tooMany =
                trail.bytes() == 0
                        ? 0
                        : (long) ((double) tooMuch / trail.bytes() * trail.entries());
        try (var found = olderThan.apply(kept.age())) {
            var done = new CountDownLatch(1);
            found.onProgress(
                    () -> {
                        if (found.progress().done()) {
                            done.countDown();
                        }
                    });
            if (!found.progress().done()) {
                var _ = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            Progress progress = found.progress();
            return Math.max(tooMany, progress.found());
        }
    }

    private static boolean isShorter(Retention next, Retention before) {
        return next.age().compareTo(before.age()) < 0 || next.bytes() < before.bytes();
    }

    private void check() {
        AuditDraft now = draft.get();
        Map<Part, String> wrong = new EnumMap<>(Part.class);
        Optional<Recording> recording = recording(now, wrong);
        List<String> leftOut = leftOut(now.leftOut(), wrong);
        Optional<Retention> messages = retention(now.messages(), Part.MESSAGES, wrong);
        Optional<Retention> activity = retention(now.activity(), Part.ACTIVITY, wrong);
        rules =
                wrong.isEmpty()
                        ? Optional.of(
                                new AuditRules(
                                        recording.orElseThrow(),
                                        leftOut,
                                        now.groups(),
                                        now.contentOf(),
                                        messages.orElseThrow(),
                                        activity.orElseThrow()))
                        : Optional.empty();
        errors.set(Map.copyOf(wrong));
        changes.set(
                !wrong.isEmpty()
                        ? Changes.WRONG
                        : now.equals(AuditDraft.of(baseline)) ? Changes.NONE : Changes.READY);
    }

    private Optional<Recording> recording(AuditDraft now, Map<Part, String> wrong) {
        return switch (now.level()) {
            case Level.ALL -> Optional.of(new Recording.All());
            case Level.CONTROL -> Optional.of(new Recording.ControlOnly());
            case Level.OFF -> Optional.of(new Recording.Off());
            case Level.SAMPLED -> {
                OptionalLong n = Quantities.count(now.oneIn());
                if (n.isEmpty() || n.getAsLong() < 2 || n.getAsLong() > MOST_IN_SAMPLE) {
                    wrong.put(
                            Part.SAMPLE,
                            texts.get("audit.sample.wrong", Formats.count(MOST_IN_SAMPLE)));
                    yield Optional.empty();
                }
                yield Optional.of(new Recording.Sampled((int) n.getAsLong()));
            }
        };
    }

    private List<String> leftOut(String typed, Map<Part, String> wrong) {
        List<String> names = new ArrayList<>();
        for (String name : typed.split("[,\\s]+", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            int parts = name.split("/", -1).length;
            if (parts > 4 || name.contains("//") || name.startsWith("/") || name.endsWith("/")) {
                wrong.put(Part.LEFT_OUT, texts.get("audit.left-out.wrong", name));
            }
            names.add(name);
        }
        return names;
    }

    private Optional<Retention> retention(Kept kept, Part part, Map<Part, String> wrong) {
        OptionalLong hours = Quantities.hours(kept.age());
        OptionalLong bytes = Quantities.bytes(kept.size());
        if (hours.isEmpty() || hours.getAsLong() < 1 || hours.getAsLong() > MOST_HOURS) {
            wrong.put(part, texts.get("audit.age.wrong"));
            return Optional.empty();
        }
        if (bytes.isEmpty()
                || bytes.getAsLong() < Retention.FEWEST_BYTES
                || bytes.getAsLong() > MOST_BYTES) {
            wrong.put(
                    part,
                    texts.get("audit.size.wrong", Quantities.bytesText(Retention.FEWEST_BYTES)));
            return Optional.empty();
        }
        return Optional.of(new Retention(Duration.ofHours(hours.getAsLong()), bytes.getAsLong()));
    }
}
