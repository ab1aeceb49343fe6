package io.slimconsole.ui.settings;

import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditStatus;
import io.slimconsole.persistence.audit.KeyStatus;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/// The keys of the audit log: what may be known of them, their passphrase, and how they are rotated.
///
/// Belongs to the JavaFX application thread. A passphrase is neither logged nor recorded; the log records that there was
/// a change.
final class KeysViewModel {
    /// What the log said of itself at one moment.
    record Reading(AuditStatus status, Optional<KeyStatus> keys) {
        static Reading of(AuditLog audit) {
            return new Reading(audit.status(), audit.keys());
        }
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private final AuditLog audit;
    private final Dialogs dialogs;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Copier copier;
    private final ZoneId zone;
    private final Texts texts = Texts.of(KeysViewModel.class);
    private final ReadOnlyObjectWrapper<Reading> reading;
    private final StringProperty first = new SimpleStringProperty("");
    private final StringProperty second = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    KeysViewModel(
            AuditLog audit,
            Dialogs dialogs,
            TaskRunner tasks,
            Toasts toasts,
            Copier copier,
            ZoneId zone) {
        this.audit = audit;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.toasts = toasts;
        this.copier = copier;
        this.zone = zone;
        this.reading = new ReadOnlyObjectWrapper<>(Reading.of(audit));
        first.addListener((_, _, _) -> problem.set(""));
        second.addListener((_, _, _) -> problem.set(""));
    }

    ReadOnlyObjectProperty<Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    /// Takes in what was read; what was read while the keys change may be older than they are.
    void show(Reading now) {
        if (!busy.get()) {
            reading.set(now);
        }
    }

    /// The passphrase that is to be set, and once more.
    StringProperty first() {
        return first;
    }

    StringProperty second() {
        return second;
    }

    /// What is wrong with what was typed, or why it could not be stored; empty if nothing is.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Whether a new passphrase is being typed.
    ReadOnlyBooleanProperty asking() {
        return asking.getReadOnlyProperty();
    }

    /// Whether the keys are being changed.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    boolean isLocked() {
        return reading.get().status().isLocked();
    }

    boolean isProtected() {
        return reading.get().keys().filter(KeyStatus::underPassphrase).isPresent();
    }

    /// Which keys there are, or why that can't be said.
    String state() {
        Reading now = reading.get();
        if (isLocked()) {
            return texts.get("keys.locked");
        }
        return now.keys()
                .map(
                        keys ->
                                keys.since()
                                        .map(
                                                since ->
                                                        texts.get(
                                                                "keys.since",
                                                                Formats.count(keys.generation()),
                                                                Formats.time(since, zone)))
                                        .orElseGet(
                                                () ->
                                                        texts.get(
                                                                "keys.fresh",
                                                                Formats.count(keys.generation()))))
                .orElseGet(
                        () ->
                                texts.get(
                                        "keys.none",
                                        now.status()
                                                .trouble()
                                                .map(AuditStatus.Trouble::text)
                                                .orElse("")));
    }

    /// Of the key that signs; empty where none is known.
    String fingerprint() {
        return reading.get().keys().map(KeyStatus::fingerprint).orElse("");
    }

    void copyFingerprint() {
        copier.copy(fingerprint(), texts.get("keys.fingerprint.copied"));
    }

    /// Begins to ask for a new passphrase.
    void ask() {
        asking.set(true);
    }

    /// Gives up what is typed; what is being stored goes on.
    void cancel() {
        asking.set(false);
        first.set("");
        second.set("");
        problem.set("");
    }

    /// Puts the keys under what was typed twice.
    void protect() {
        if (busy.get()) {
            return;
        }
        String wrong = wrong();
        problem.set(wrong);
        if (!wrong.isEmpty()) {
            return;
        }
        char[] passphrase = first.get().toCharArray();
        boolean before = isProtected();
        change(
                "keys.protecting",
                () -> audit.protectKeys(Optional.of(passphrase)),
                () -> {
                    cancel();
                    toasts.success(texts.get(before ? "keys.changed" : "keys.protected"));
                });
    }

    private String wrong() {
        if (first.get().isEmpty()) {
            return texts.get("keys.empty");
        }
        if (second.get().isEmpty()) {
            return texts.get("keys.once");
        }
        return first.get().equals(second.get()) ? "" : texts.get("keys.differ");
    }

    /// Takes the passphrase away, once the operator has agreed to what follows from it.
    void unprotect() {
        dialogs.confirm(
                new Confirmation(
                        texts.get("keys.remove.title"),
                        texts.get("keys.remove.consequence"),
                        texts.get("keys.remove.act"),
                        true),
                () ->
                        change(
                                "keys.unprotecting",
                                () -> audit.protectKeys(Optional.empty()),
                                () -> {
                                    cancel();
                                    toasts.success(texts.get("keys.removed"));
                                }));
    }

    /// Goes on with new keys, once the operator has agreed to what follows from it.
    void rotate() {
        dialogs.confirm(
                new Confirmation(
                        texts.get("keys.rotate.title"),
                        texts.get("keys.rotate.consequence"),
                        texts.get("keys.rotate.act"),
                        false),
                () ->
                        change(
                                "keys.rotating",
                                audit::rotateKeys,
                                () ->
                                        toasts.success(
                                                texts.get(
                                                        "keys.rotated",
                                                        reading.get()
                                                                .keys()
                                                                .map(KeyStatus::generation)
                                                                .map(Formats::count)
                                                                .orElse(Formats.NONE)))));
    }

    private void change(String task, Change change, Runnable done) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        tasks.run(
                texts.get(task),
                _ -> {
                    change.make();
                    return Reading.of(audit);
                },
                now -> {
                    busy.set(false);
                    reading.set(now);
                    done.run();
                },
                failure -> {
                    busy.set(false);
                    String why = texts.get("keys.failed", String.valueOf(failure.getMessage()));
                    if (asking.get()) {
                        problem.set(why);
                    } else {
                        toasts.error(why);
                    }
                });
    }
}
