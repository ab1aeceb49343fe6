package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.settings.Finding.Level;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Optional;

final class DataFolderViewModelTest {
    private static final Path HERE = Path.of("/home/operator/slim-console");
    private static final Path THERE = Path.of("/data/slim-console");

    private final FakeDataFolder control = new FakeDataFolder(HERE);
    private Optional<Path> choice = Optional.of(THERE);

    private final Dialogs dialogs =
            new Dialogs() {
                @Override
                public void confirm(Confirmation question, Runnable confirmed) {
                    confirmed.run();
                }

                @Override
                public Optional<Path> chooseFile(String title, Optional<Path> start) {
                    return Optional.empty();
                }

                @Override
                public Optional<Path> chooseTarget(
                        String title, Optional<Path> start, String name) {
                    return Optional.empty();
                }

                @Override
                public Optional<Path> chooseFolder(String title, Optional<Path> start) {
                    assertThat(start).contains(HERE.getParent());
                    return choice;
                }
            };

    private DataFolderViewModel open() {
        return new DataFolderViewModel(
                control, dialogs, new TaskRunner(Runnable::run, Runnable::run));
    }

    @Test
    void aChosenFolderIsForTheNextStart() {
        DataFolderViewModel model = open();

        model.change();

        assertThat(model.current()).isEqualTo(HERE);
        assertThat(control.planned()).contains(THERE);
        assertThat(model.planned().get()).contains(THERE);
        assertThat(model.finding().get())
                .contains(
                        new Finding(
                                Level.INFO,
                                "Moves to /data/slim-console when the console starts the next"
                                        + " time."));
    }

    @Test
    void aPlanCanBeCancelled() {
        DataFolderViewModel model = open();
        model.change();

        model.cancel();

        assertThat(control.planned()).isEmpty();
        assertThat(model.planned().get()).isEmpty();
        assertThat(model.finding().get()).isEmpty();
    }

    @Test
    void aRefusalSaysWhyAndPlansNothing() {
        control.refuse("The folder is full.");
        DataFolderViewModel model = open();

        model.change();

        assertThat(model.planned().get()).isEmpty();
        assertThat(model.finding().get()).contains(new Finding(Level.ERROR, "The folder is full."));
    }

    @Test
    void noChoiceIsNoChange() {
        choice = Optional.empty();
        DataFolderViewModel model = open();

        model.change();

        assertThat(control.planned()).isEmpty();
        assertThat(model.finding().get()).isEmpty();
    }

    @Test
    void aFolderOfTheCommandLineIsShownAsSuchAndStays() {
        control.chooseBy("--data-folder /home/operator/slim-console");
        DataFolderViewModel model = open();

        model.change();

        assertThat(model.isChangeable()).isFalse();
        assertThat(control.planned()).isEmpty();
        assertThat(model.finding().get().map(Finding::text).orElse(""))
                .contains("--data-folder /home/operator/slim-console");
    }
}
