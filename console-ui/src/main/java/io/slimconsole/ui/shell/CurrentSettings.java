package io.slimconsole.ui.shell;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.PersistenceException;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.function.UnaryOperator;

/// The settings as they are now, for everybody to watch; a change counts at once and is saved in the background.
public final class CurrentSettings {
    private final ReadOnlyObjectWrapper<ConsoleSettings> value;
    private final SettingsStore store;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Texts texts = Texts.of(CurrentSettings.class);

    /// A save is running; the value may have changed again since.
    private boolean saving;

    private ConsoleSettings saved;

    /// @param loaded what `store` gave when the console started
    public CurrentSettings(
            ConsoleSettings loaded, SettingsStore store, TaskRunner tasks, Toasts toasts) {
        this.value = new ReadOnlyObjectWrapper<>(loaded);
        this.saved = loaded;
        this.store = store;
        this.tasks = tasks;
        this.toasts = toasts;
    }

    public ConsoleSettings get() {
        return value.get();
    }

    public ReadOnlyObjectProperty<ConsoleSettings> value() {
        return value.getReadOnlyProperty();
    }

    /// Changes the settings. If they can't be saved they still count until the console ends, and a toast says so.
    public void change(UnaryOperator<ConsoleSettings> change) {
        value.set(change.apply(value.get()));
        saveNext();
    }

    /// Saves one after the other, so that the last change is what stays.
    private void saveNext() {
        ConsoleSettings next = value.get();
        if (saving || next.equals(saved)) {
            return;
        }
        saving = true;
        tasks.run(
                texts.get("settings.saving"),
                _ -> {
                    store.save(next);
                    return next;
                },
                done -> {
                    saving = false;
                    saved = done;
                    saveNext();
                },
                failure -> {
                    saving = false;
                    String why =
                            failure instanceof PersistenceException
                                    ? String.valueOf(failure.getMessage())
                                    : failure.toString();
                    toasts.error(texts.get("settings.notSaved", why));
                });
    }
}
