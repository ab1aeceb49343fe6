package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.persistence.Database;
import io.slimconsole.persistence.OpenResult;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class BackupViewModelTest {
    private final List<Confirmation> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Optional<Path> chosen = Optional.empty();
    private boolean agrees = true;

    @TempDir private Path temporary;
    private Path folder;
    private Path zip;
    private Database database;
    private BackupViewModel model;

    private final class Answering implements Dialogs {
        @Override
        public void confirm(Confirmation question, Runnable confirmed) {
            asked.add(question);
            if (agrees) {
                confirmed.run();
            }
        }

        @Override
        public Optional<Path> chooseFile(String title, Optional<Path> start) {
            return chosen;
        }

        @Override
        public Optional<Path> chooseFolder(String title, Optional<Path> start) {
            throw new AssertionError("nobody asks for a folder");
        }

        @Override
        public Optional<Path> chooseTarget(String title, Optional<Path> start, String name) {
            assertThat(name).matches("slim-console-\\d{4}-\\d\\d-\\d\\d\\.zip");
            return chosen;
        }
    }

    @BeforeEach
    void openFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
        zip = temporary.resolve("backup.zip");
        database = ((OpenResult.Opened) Database.open(folder)).database();
        model = model();
    }

    @AfterEach
    void closeFolder() {
        database.close();
    }

    private BackupViewModel model() {
        return new BackupViewModel(
                folder,
                new Answering(),
                new TaskRunner(Runnable::run, Runnable::run),
                (kind, text, link) -> told.add(kind + ": " + text),
                Clock.systemUTC());
    }

    @Test
    void aBackupIsWrittenWhereTheOperatorWantsIt() {
        chosen = Optional.of(zip);

        model.backUp();

        assertThat(zip).isNotEmptyFile();
        assertThat(told).first().asString().contains("backup.zip").contains("keys");
        assertThat(model.busy().get()).isFalse();
    }

    @Test
    void whoChoosesNoFileGetsNone() {
        model.backUp();
        model.restore();

        assertThat(told).isEmpty();
        assertThat(asked).isEmpty();
        assertThat(temporary).isDirectoryNotContaining("glob:**.zip");
    }

    @Test
    void aRestoreIsPlannedOnceTheOperatorHasAgreedAndCanBeTakenBack() {
        chosen = Optional.of(zip);
        model.backUp();

        model.restore();

        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().consequence()).contains("set aside");
        assertThat(model.planned().get()).contains(zip);
        assertThat(model().planned().get()).as("after a restart of the window").contains(zip);
        model.cancelRestore();
        assertThat(model.planned().get()).isEmpty();
        assertThat(model().planned().get()).isEmpty();
    }

    @Test
    void whoDoesNotAgreeKeepsTheData() {
        chosen = Optional.of(zip);
        model.backUp();
        agrees = false;

        model.restore();

        assertThat(model.planned().get()).isEmpty();
    }

    @Test
    void anotherFileIsRefusedWithWhatWouldHelp() throws IOException {
        Files.writeString(zip, "a picture");
        chosen = Optional.of(zip);

        model.restore();

        assertThat(asked).isEmpty();
        assertThat(model.finding().get())
                .hasValueSatisfying(
                        f -> {
                            assertThat(f.level()).isEqualTo(Finding.Level.ERROR);
                            assertThat(f.text()).contains("backup.zip").contains("Choose another");
                        });
    }
}
