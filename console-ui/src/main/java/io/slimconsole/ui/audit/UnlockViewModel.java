package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Takes the passphrase that a locked log waits for, and tries it in the background.
///
/// Belongs to the JavaFX application thread.
final class UnlockViewModel {
    private final AuditLog audit;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Texts texts = Texts.of(UnlockViewModel.class);
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

    UnlockViewModel(AuditLog audit, TaskRunner tasks, Toasts toasts) {
        this.audit = audit;
        this.tasks = tasks;
        this.toasts = toasts;
        typed.addListener((_, _, _) -> problem.set(""));
    }

    StringProperty typed() {
        return typed;
    }

    /// What is wrong with what was typed; empty if nothing is, or nobody knows yet.
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /// Whether a passphrase is being tried.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Tries what was typed. It stays where it is unless it is right.
    void unlock() {
        if (busy.get()) {
            return;
        }
        if (typed.get().isEmpty()) {
            problem.set(texts.get("unlock.empty"));
            return;
        }
        problem.set("");
        busy.set(true);
        char[] tried = typed.get().toCharArray();
        tasks.run(
                texts.get("unlock.task"),
                _ -> audit.unlock(tried),
                this::tried,
                failure -> {
                    busy.set(false);
                    problem.set(texts.get("unlock.failed", String.valueOf(failure.getMessage())));
                });
    }

    private void tried(boolean right) {
        busy.set(false);
        if (!right) {
            problem.set(texts.get("unlock.wrong"));
            return;
        }
        typed.set("");
        // what else may hinder it is said where the log's entries are
        if (audit.status().trouble().isEmpty()) {
            toasts.success(texts.get("unlock.done"));
        }
    }
}
