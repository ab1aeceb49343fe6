package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.AuditEntry;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveScreen;

import java.util.concurrent.Executor;
import java.util.function.Function;

/// A screen of the log: one of its trails, live and searchable.
final class TrailScreen<E extends AuditEntry, F> extends LiveScreen {
    private final TrailViewModel<E, F> model;
    private final TrailView<E, F> view;

    /// @param workers where rows and links are read
    TrailScreen(
            TrailKind<E, F> kind,
            Function<TrailViewModel<E, F>, EntryDetails<E>> details,
            AuditWork work,
            UnlockViewModel unlocking,
            ConsoleContext context,
            Executor workers) {
        super(kind.id(), kind.texts().get("title"), kind.icon());
        model = new TrailViewModel<>(kind, context.audit(), workers, context.ui(), context.clock());
        view =
                new TrailView<>(
                        kind, model, details.apply(model), work, unlocking, context, workers);
        Actions actions = context.actions();
        addPause(actions);
        add(actions, kind, "export", "Shortcut+E", () -> view.openExport());
        add(actions, kind, "failures", "", () -> view.toggleFailures());
        add(actions, kind, "saved.manage", "", () -> view.openSaved());
    }

    private void add(
            Actions actions, TrailKind<E, F> kind, String key, String shortcut, Runnable run) {
        actions.add(
                kind.id() + "." + key.replace('.', '-'),
                title(),
                kind.texts().get("action." + key),
                shortcut,
                kind.id(),
                run);
    }

    TrailView<E, F> view() {
        return view;
    }

    @Override
    protected LivePage page() {
        return view.page();
    }

    @Override
    public boolean escape() {
        return view.escape();
    }

    @Override
    public boolean reveal(Target target) {
        return switch (target) {
            case Target.OfRecorded(String trail, String typed) when trail.equals(id()) -> {
                view.ask(typed);
                yield true;
            }
            case Target.OfEntry(String trail, long sequence) when trail.equals(id()) -> {
                view.reveal(sequence);
                yield true;
            }
            default -> false;
        };
    }

    @Override
    public void close() {
        model.close();
    }
}
