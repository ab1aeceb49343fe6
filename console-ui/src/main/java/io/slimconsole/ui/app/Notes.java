package io.slimconsole.ui.app;

import io.slimconsole.persistence.Note;
import io.slimconsole.ui.fx.Texts;

/// Notes of the database in words.
final class Notes {
    private Notes() {}

    static String text(Note note, Texts texts) {
        return switch (note) {
            case Note.Migrated(int from, int to, var backup) ->
                    texts.get(
                            "note.migrated",
                            Integer.toString(from),
                            Integer.toString(to),
                            backup.toString());
            case Note.UnreadableSetting(var name, var stored, var used, var why) ->
                    used.isEmpty()
                            ? texts.get("note.unknown", name, stored, why)
                            : texts.get("note.unreadable", name, stored, used, why);
            case Note.Restored(var backup, var aside) ->
                    texts.get("note.restored", backup.getFileName(), aside.toString());
            case Note.NotRestored(var backup, var why) ->
                    texts.get("note.notRestored", backup.toString(), why);
        };
    }
}
