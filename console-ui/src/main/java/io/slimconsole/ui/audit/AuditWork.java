package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.persistence.audit.AuditLog;
import io.slimconsole.persistence.audit.AuditLog.ExportFormat;
import io.slimconsole.persistence.audit.Finding;
import io.slimconsole.persistence.audit.Verification;
import io.slimconsole.ui.fx.FolderOpener;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.RunningTask;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.shell.Target;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What takes long with the whole log, for both of its screens: verifying and exporting. Runs in the background; the status
/// bar shows it and can end it.
final class AuditWork {
    private final AuditLog audit;
    private final TaskRunner tasks;
    private final Toasts toasts;
    private final Consumer<Target> open;
    private final Texts texts = Texts.of(AuditWork.class);
    private final ReadOnlyObjectWrapper<Optional<Double>> verifying =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable RunningTask verification;

    /// What came of something that can be ended before it is done.
    private record Ended<T>(T result, boolean cancelled) {}

    /// @param open goes to an entry
    AuditWork(AuditLog audit, TaskRunner tasks, Toasts toasts, Consumer<Target> open) {
        this.audit = audit;
        this.tasks = tasks;
        this.toasts = toasts;
        this.open = open;
    }

    /// How far a verification is, 0 to 1; empty while there is none.
    ReadOnlyObjectProperty<Optional<Double>> verifying() {
        return verifying.getReadOnlyProperty();
    }

    /// Verifies all; while that runs, ends it.
    void verifyOrCancel() {
        RunningTask running = verification;
        if (running != null) {
            running.cancel();
            return;
        }
        verifying.set(Optional.of(0.0));
        RunningTask task =
                tasks.runStoppable(
                        texts.get("verify.task"),
                        (progress, cancelled) ->
                                new Ended<>(
                                        audit.verify(progress::report, cancelled),
                                        cancelled.getAsBoolean()),
                        this::verified,
                        failure -> {
                            ended();
                            toasts.error(texts.get("verify.failed", said(failure)));
                        });
        if (verifying.get().isPresent()) {
            verification = task;
            task.progress()
                    .subscribe(
                            done -> {
                                if (task.equals(verification)) {
                                    verifying.set(Optional.of(Math.max(0, done.doubleValue())));
                                }
                            });
        }
    }

    /// Writes what is found to a file.
    ///
    /// @param found is searched anew, and closed at the end
    void export(
            Supplier<? extends Finding<? extends AuditEntry>> found,
            ExportFormat format,
            Path target) {
        tasks.runStoppable(
                texts.get("export.task", target.getFileName()),
                (progress, cancelled) -> {
                    try (Finding<? extends AuditEntry> finding = found.get()) {
                        return write(finding, format, target, progress, cancelled);
                    }
                },
                written -> {
                    if (written.cancelled()) {
                        toasts.info(texts.get("export.cancelled", target.getFileName()));
                    } else {
                        toasts.show(
                                Toasts.Kind.SUCCESS,
                                texts.get(
                                        "export.done",
                                        written.result(),
                                        Formats.count(written.result()),
                                        target.getFileName()),
                                Optional.ofNullable(target.toAbsolutePath().getParent())
                                        .map(
                                                folder ->
                                                        new Toasts.Link(
                                                                texts.get("export.folder"),
                                                                () -> FolderOpener.open(folder))));
                    }
                },
                failure -> toasts.error(texts.get("export.failed", target, said(failure))));
    }

    private Ended<Long> write(
            Finding<? extends AuditEntry> finding,
            ExportFormat format,
            Path target,
            TaskRunner.Progress progress,
            BooleanSupplier cancelled)
            throws IOException {
        long entries = audit.export(finding, format, target, progress::report, cancelled);
        return new Ended<>(entries, cancelled.getAsBoolean());
    }

    private void verified(Ended<Verification> end) {
        ended();
        Verification result = end.result();
        if (end.cancelled()) {
            toasts.info(texts.get("verify.cancelled"));
        } else if (result.sound()) {
            toasts.success(
                    texts.get("verify.sound", result.entries(), Formats.count(result.entries())));
        } else {
            for (Verification.Fault fault : result.faults()) {
                toasts.show(
                        Toasts.Kind.ERROR,
                        texts.get(
                                "verify.fault." + fault.trail(),
                                Formats.count(fault.sequence()),
                                fault.what()),
                        Optional.of(
                                new Toasts.Link(
                                        texts.get("verify.show"),
                                        () ->
                                                open.accept(
                                                        new Target.OfEntry(
                                                                fault.trail(),
                                                                fault.sequence())))));
            }
        }
    }

    private void ended() {
        verification = null;
        verifying.set(Optional.empty());
    }

    private static String said(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
