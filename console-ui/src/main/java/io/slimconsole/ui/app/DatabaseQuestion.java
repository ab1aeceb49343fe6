package io.slimconsole.ui.app;

import io.slimconsole.persistence.OpenResult;
import io.slimconsole.ui.fx.Texts;

import java.util.List;

/// What to ask the operator when the database does not open.
///
/// @param title what is wrong, in one sentence
/// @param text where, why, and what each choice does
/// @param choices the first is the one to take in doubt
record DatabaseQuestion(String title, String text, List<Choice> choices) {
    private static final Texts TEXTS = Texts.of(DatabaseQuestion.class);

    /// What the operator can do about it.
    enum Choice {
        RETRY,
        /// Keeps the file aside and begins with an empty database.
        START_AFRESH,
        /// Settings count for this run only.
        WITHOUT_SAVING,
        QUIT;

        String text() {
            return TEXTS.get("choice." + name());
        }
    }

    DatabaseQuestion {
        choices = List.copyOf(choices);
    }

    static DatabaseQuestion about(OpenResult.NotOpened result) {
        return switch (result) {
            case OpenResult.Locked locked ->
                    of(
                            locked.pid().isPresent() ? "lockedBy" : "locked",
                            List.of(Choice.RETRY, Choice.WITHOUT_SAVING, Choice.QUIT),
                            locked.file(),
                            locked.pid().isPresent()
                                    ? Long.toString(locked.pid().getAsLong())
                                    : "");
            case OpenResult.Damaged damaged ->
                    of(
                            "damaged",
                            List.of(Choice.QUIT, Choice.START_AFRESH, Choice.WITHOUT_SAVING),
                            damaged.file(),
                            damaged.detail());
            case OpenResult.Newer newer ->
                    of(
                            "newer",
                            List.of(Choice.QUIT, Choice.WITHOUT_SAVING),
                            newer.file(),
                            newer.stored(),
                            newer.supported());
            case OpenResult.Unwritable unwritable ->
                    of(
                            "unwritable",
                            List.of(Choice.RETRY, Choice.WITHOUT_SAVING, Choice.QUIT),
                            unwritable.folder(),
                            unwritable.detail());
            case OpenResult.DiskFull full ->
                    of(
                            "full",
                            List.of(Choice.RETRY, Choice.WITHOUT_SAVING, Choice.QUIT),
                            full.folder(),
                            full.detail());
        };
    }

    /// For a terminal: what is wrong, and what to do, in one line.
    String sentence() {
        return title + " " + text.replace("\n", " ");
    }

    private static DatabaseQuestion of(String key, List<Choice> choices, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i].toString();
        }
        return new DatabaseQuestion(
                TEXTS.get("database." + key + ".title", texts),
                TEXTS.get("database." + key + ".text", texts),
                choices);
    }
}
