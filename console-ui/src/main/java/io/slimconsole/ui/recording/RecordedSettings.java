package io.slimconsole.ui.recording;

import io.slimconsole.persistence.ConsoleSettings;
import io.slimconsole.persistence.PersistenceException;
import io.slimconsole.persistence.SettingsStore;
import io.slimconsole.persistence.audit.Activity;

import java.util.Map;

/// Settings, and which of them are changed from what to what.
final class RecordedSettings implements SettingsStore {
    private final SettingsStore store;
    private final Recorder recorder;

    RecordedSettings(SettingsStore store, Recorder recorder) {
        this.store = store;
        this.recorder = recorder;
    }

    @Override
    public ConsoleSettings load() {
        return store.load();
    }

    @Override
    public void save(ConsoleSettings settings) {
        // the log says itself how its rules are changed
        ConsoleSettings before = store.load().withAudit(settings.audit());
        Map<String, FieldTexts.Change> changes = FieldTexts.changes(before, settings);
        try {
            store.save(settings);
        } catch (PersistenceException e) {
            changes.forEach(
                    (name, change) ->
                            recorder.did(
                                    activity(name, change)
                                            .with("reason", String.valueOf(e.getMessage()))
                                            .failed()));
            throw e;
        }
        changes.forEach((name, change) -> recorder.did(activity(name, change)));
    }

    private Activity activity(String name, FieldTexts.Change change) {
        return recorder.begin(Actor.OPERATOR, name, "Changes a setting.")
                .with("before", change.before())
                .with("after", change.after());
    }
}
