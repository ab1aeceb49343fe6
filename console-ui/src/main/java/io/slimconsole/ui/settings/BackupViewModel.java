package io.slimconsole.ui.settings;

import io.slimconsole.persistence.DataBackup;
import io.slimconsole.persistence.DataRestore;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.FolderOpener;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.settings.Finding.Level;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/// Copies all data into one file while the console works with it, and plans that such a file takes its place.
final class BackupViewModel {
    private final Path folder;
    private final Dialogs dialogs;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Clock clock;
    private final Texts texts = Texts.of(BackupViewModel.class);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Path>> planned =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Finding>> finding =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    BackupViewModel(Path folder, Dialogs dialogs, TaskRunner tasks, Toasts toasts, Clock clock) {
        this.folder = folder;
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.toasts = toasts;
        this.clock = clock;
        look();
    }

    /// A backup is being written or read.
    ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// What is restored at the next start.
    ReadOnlyObjectProperty<Optional<Path>> planned() {
        return planned.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Finding>> finding() {
        return finding.getReadOnlyProperty();
    }

    /// Asks for a file and writes the backup; the status bar shows how far it is, and can end it.
    void backUp() {
        String day = Formats.time(clock.instant(), clock.getZone()).substring(0, 10);
        dialogs.chooseTarget(
                        texts.get("backup.choose"),
                        Optional.of(Path.of(System.getProperty("user.home"))),
                        texts.get("backup.name", day))
                .ifPresent(this::backUpTo);
    }

    /// Asks for a backup, looks whether it is one, and asks once more.
    void restore() {
        dialogs.chooseFile(
                        texts.get("restore.choose"),
                        Optional.of(Path.of(System.getProperty("user.home"))))
                .ifPresent(this::checkFirst);
    }

    /// Leaves the data as it is.
    void cancelRestore() {
        tasks.run(
                texts.get("restore.cancelling"),
                _ -> {
                    DataRestore.cancel(folder);
                    return Optional.<Path>empty();
                },
                this::setPlanned,
                this::failed);
    }

    private void look() {
        tasks.run(
                texts.get("restore.looking"),
                _ -> DataRestore.planned(folder),
                this::setPlanned,
                this::failed);
    }

    private void backUpTo(Path target) {
        begin();
        tasks.runStoppable(
                texts.get("backup.task", target.getFileName()),
                (progress, cancelled) ->
                        DataBackup.write(
                                folder, target, clock.instant(), progress::report, cancelled),
                complete -> {
                    busy.set(false);
                    if (complete) {
                        toasts.show(
                                Toasts.Kind.SUCCESS,
                                texts.get("backup.done", target.getFileName()),
                                Optional.ofNullable(target.toAbsolutePath().getParent())
                                        .map(
                                                f ->
                                                        new Toasts.Link(
                                                                texts.get("backup.folder"),
                                                                () -> FolderOpener.open(f))));
                    } else {
                        toasts.info(texts.get("backup.cancelled"));
                    }
                },
                failure -> {
                    busy.set(false);
                    say(Level.ERROR, texts.get("backup.failed", target, reason(failure)));
                });
    }

    private void checkFirst(Path zip) {
        begin();
        tasks.runStoppable(
                texts.get("restore.checking", zip.getFileName()),
                (_, cancelled) -> DataRestore.check(zip, cancelled),
                checked -> {
                    busy.set(false);
                    switch (checked) {
                        case DataRestore.Checked.Fit fit -> ask(fit);
                        case DataRestore.Checked.Unfit(String why) ->
                                say(
                                        Level.ERROR,
                                        texts.get("restore.unfit", zip.getFileName(), why));
                    }
                },
                this::failed);
    }

    private void ask(DataRestore.Checked.Fit fit) {
        dialogs.confirm(
                new Confirmation(
                        texts.get("restore.title", at(fit.madeAt())),
                        texts.get("restore.consequence", Formats.bytes(fit.bytes())),
                        texts.get("restore.act"),
                        true),
                () ->
                        tasks.run(
                                texts.get("restore.planning"),
                                _ -> {
                                    DataRestore.plan(folder, fit.zip());
                                    return Optional.of(fit.zip());
                                },
                                this::setPlanned,
                                this::failed));
    }

    private void setPlanned(Optional<Path> zip) {
        planned.set(zip);
        finding.set(
                zip.map(z -> new Finding(Level.INFO, texts.get("restore.planned", z.toString()))));
    }

    private void begin() {
        busy.set(true);
        setPlanned(planned.get());
    }

    private void failed(Exception e) {
        busy.set(false);
        say(Level.ERROR, texts.get("restore.failed", reason(e)));
    }

    private void say(Level level, String text) {
        finding.set(Optional.of(new Finding(level, text)));
    }

    private String at(Instant instant) {
        return Formats.time(instant, clock.getZone());
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null || !(e instanceof IOException) ? e.toString() : message;
    }
}
