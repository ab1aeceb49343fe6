package io.slimconsole.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.OpenResult;
import io.slimconsole.ui.app.DatabaseQuestion.Choice;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

final class DatabaseQuestionTest {
    private static final Path FILE = Path.of("/data/console.mv.db");

    @Test
    void aDamagedFileIsOnlySetAsideWhenTheOperatorSaysSo() {
        var question = DatabaseQuestion.about(new OpenResult.Damaged(FILE, "the file is empty"));

        assertThat(question)
                .isEqualTo(
                        new DatabaseQuestion(
                                "The database is damaged.",
                                "It is /data/console.mv.db (the file is empty).\n"
                                    + "Put a copy of yours in its place, or start afresh: the"
                                    + " damaged file is then kept beside the new one under another"
                                    + " name.",
                                List.of(Choice.QUIT, Choice.START_AFRESH, Choice.WITHOUT_SAVING)));
    }

    @Test
    void aNewerFileNamesBothVersionsAndCantBeSetAside() {
        var question = DatabaseQuestion.about(new OpenResult.Newer(FILE, "3", "1"));

        assertThat(question.text())
                .startsWith(
                        "/data/console.mv.db has version 3; this console knows versions up to 1.");
        assertThat(question.choices()).containsExactly(Choice.QUIT, Choice.WITHOUT_SAVING);
    }

    @Test
    void aFileInUseNamesTheProcessWhereItIsKnown() {
        assertThat(
                        DatabaseQuestion.about(new OpenResult.Locked(FILE, OptionalLong.of(4_711)))
                                .sentence())
                .contains("in use by the process 4711.");
        assertThat(
                        DatabaseQuestion.about(new OpenResult.Locked(FILE, OptionalLong.empty()))
                                .sentence())
                .doesNotContain("process ");
    }

    @Test
    void whatCanBeRepairedElsewhereCanBeTriedAgain() {
        Path folder = Path.of("/data");

        assertThat(DatabaseQuestion.about(new OpenResult.DiskFull(folder, "why")).choices())
                .startsWith(Choice.RETRY);
        assertThat(DatabaseQuestion.about(new OpenResult.Unwritable(folder, "why")).choices())
                .startsWith(Choice.RETRY);
    }
}
