package io.slimconsole.ui.settings;

import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.settings.DataFolderControl.Answer;
import io.slimconsole.ui.settings.Finding.Level;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.nio.file.Path;
import java.util.Optional;

/// Where the console's data is, and where it will be.
final class DataFolderViewModel {
    private final DataFolderControl control;
    private final Dialogs dialogs;
    private final TaskRunner tasks;
    private final Texts texts = Texts.of(DataFolderViewModel.class);
    private final ReadOnlyObjectWrapper<Optional<Path>> planned;
    private final ReadOnlyObjectWrapper<Optional<Finding>> finding =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    DataFolderViewModel(DataFolderControl control, Dialogs dialogs, TaskRunner tasks) {
        this.control = control;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.planned = new ReadOnlyObjectWrapper<>(control.planned());
        tell(control.planned());
    }

    Path current() {
        return control.current();
    }

    /// Where the data moves at the next start, if it does.
    ReadOnlyObjectProperty<Optional<Path>> planned() {
        return planned.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Finding>> finding() {
        return finding.getReadOnlyProperty();
    }

    /// Whether the folder can be changed here; an option of the command line would count instead.
    boolean isChangeable() {
        return control.option().isEmpty();
    }

    /// Asks for a folder and plans the move there.
    void change() {
        if (isChangeable()) {
            dialogs.chooseFolder(
                            texts.get("folder.choose"),
                            Optional.ofNullable(control.current().getParent()))
                    .ifPresent(this::plan);
        }
    }

    void cancel() {
        tasks.run(
                texts.get("folder.cancelling"),
                _ -> {
                    control.cancelMove();
                    return control.planned();
                },
                now -> {
                    planned.set(now);
                    tell(now);
                },
                this::failed);
    }

    private void plan(Path target) {
        tasks.run(
                texts.get("folder.checking"),
                _ -> control.planMove(target),
                answer -> {
                    switch (answer) {
                        case Answer.Planned(Path folder) -> {
                            planned.set(Optional.of(folder));
                            tell(planned.get());
                        }
                        case Answer.Refused(String why) -> say(Level.ERROR, why);
                    }
                },
                this::failed);
    }

    private void failed(Exception e) {
        say(Level.ERROR, texts.get("folder.failed", e.toString()));
    }

    private void tell(Optional<Path> plan) {
        Optional<Finding> option =
                control.option().map(o -> new Finding(Level.INFO, texts.get("folder.option", o)));
        finding.set(
                plan.map(p -> new Finding(Level.INFO, texts.get("folder.planned", p.toString())))
                        .or(() -> option));
    }

    private void say(Level level, String text) {
        finding.set(Optional.of(new Finding(level, text)));
    }
}
