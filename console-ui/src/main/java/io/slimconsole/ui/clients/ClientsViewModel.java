package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.fx.Confirmation;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Dialogs;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LiveFeed;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;
import io.slimconsole.ui.table.Tally;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What the Clients screen shows and does.
final class ClientsViewModel {
    /// Which connections are listed.
    enum Tab {
        OPEN,
        CLOSED,
        KEPT_OUT
    }

    /// How many there are, shown or not.
    record Counts(boolean running, int open, int closed, int keptOut, int problems, int missed) {
        static final Counts NONE = new Counts(false, 0, 0, 0, 0, 0);

        int of(Tab tab) {
            return switch (tab) {
                case OPEN -> open;
                case CLOSED -> closed;
                case KEPT_OUT -> keptOut;
            };
        }
    }

    private final Supplier<Optional<SlimNode>> nodes;
    private final TaskRunner tasks;
    private final Dialogs dialogs;
    private final Toasts toasts;
    private final Copier copier;
    private final Texts texts;

    private final LiveList<LiveRow<ClientLine>> open = new LiveList<>();
    private final LiveList<LiveRow<ClosedConnection>> closed = new LiveList<>();
    private final LiveList<LiveRow<KeptOut>> keptOut = new LiveList<>();
    private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.OPEN);
    private final BooleanProperty problemsOnly = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(Counts.NONE);
    private final ReadOnlyObjectWrapper<Optional<ClientDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final LiveFeed<ClientsLook, ClientsFrame> feed;

    ClientsViewModel(
            Supplier<Optional<SlimNode>> nodes,
            TaskRunner tasks,
            Dialogs dialogs,
            Toasts toasts,
            Copier copier,
            Executor ui,
            InstantSource clock) {
        this.nodes = nodes;
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.toasts = toasts;
        this.copier = copier;
        this.texts = Texts.of(ClientsViewModel.class);
        var source = new ClientsSource(nodes, open, closed, keptOut);
        feed = new LiveFeed<>("clients", ClientsLook.FIRST, source::read, ui, clock, this::apply);
        feed.filter().addListener((_, _, _) -> filtered());
        problemsOnly.addListener((_, _, _) -> filtered());
    }

    /// What it reads, when, and what of it is shown.
    LiveFeed<?, ?> feed() {
        return feed;
    }

    private void apply(ClientsFrame frame) {
        open.apply(frame.openEdit());
        closed.apply(frame.closedEdit());
        keptOut.apply(frame.keptOutEdit());
        counts.set(
                new Counts(
                        frame.running(),
                        frame.open(),
                        frame.closed(),
                        frame.keptOut(),
                        frame.problems(),
                        frame.missed()));
        detail.set(frame.detail());
    }

    LiveList<LiveRow<ClientLine>> open() {
        return open;
    }

    LiveList<LiveRow<ClosedConnection>> closed() {
        return closed;
    }

    LiveList<LiveRow<KeptOut>> keptOut() {
        return keptOut;
    }

    ObjectProperty<Tab> tab() {
        return tab;
    }

    BooleanProperty problemsOnly() {
        return problemsOnly;
    }

    ReadOnlyObjectProperty<Counts> counts() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ClientDetail>> detail() {
        return detail.getReadOnlyProperty();
    }

    boolean isFiltered() {
        return !feed.filter().get().isBlank() || (tab.get() == Tab.OPEN && problemsOnly.get());
    }

    void clearFilter() {
        feed.filter().set("");
        problemsOnly.set(false);
    }

    void sortOpen(RowOrder<ClientLine> order) {
        feed.change(l -> l.openBy(order));
    }

    void sortClosed(RowOrder<ClosedConnection> order) {
        feed.change(l -> l.closedBy(order));
    }

    void sortKeptOut(RowOrder<KeptOut> order) {
        feed.change(l -> l.keptOutBy(order));
    }

    /// Whose details to show.
    void focus(Optional<ConnectionId> connection) {
        if (!connection.equals(feed.look().inFocus())) {
            feed.change(l -> l.focused(connection));
        }
    }

    /// How many rows the list in sight has.
    Tally tally() {
        Counts now = counts.get();
        Tab which = tab.get();
        int shown =
                switch (which) {
                    case OPEN -> open.size();
                    case CLOSED -> closed.size();
                    case KEPT_OUT -> keptOut.size();
                };
        return new Tally(
                now.running(),
                shown,
                now.of(which),
                now.missed(),
                texts.get("one." + which),
                texts.get("many." + which));
    }

    /// Why none of these can be kept out; empty if one can.
    Optional<String> whyNotKeptOut(List<ClientLine> lines) {
        if (lines.stream().anyMatch(l -> l.now().link().isPresent())) {
            return Optional.empty();
        }
        boolean local = lines.stream().anyMatch(l -> l.now().type() == ConnectionType.LOCAL);
        return Optional.of(texts.get(local ? "keep-out.local" : "keep-out.no-link"));
    }

    /// Asks, then ends these connections.
    ///
    /// With [DisconnectMode#KEEP_OUT], those that have no link are left as they are.
    void disconnect(List<ClientLine> lines, DisconnectMode mode) {
        boolean keepOut = mode == DisconnectMode.KEEP_OUT;
        List<ClientLine> meant =
                keepOut ? lines.stream().filter(l -> l.now().link().isPresent()).toList() : lines;
        if (meant.isEmpty()) {
            whyNotKeptOut(lines)
                    .filter(_ -> keepOut && !lines.isEmpty())
                    .ifPresent(toasts::warning);
            return;
        }
        String prefix = keepOut ? "keep-out." : "disconnect.";
        String who = who(meant);
        String consequence = texts.get(prefix + "consequence", meant.size());
        int left = lines.size() - meant.size();
        if (left > 0) {
            consequence += " " + texts.get("keep-out.left", left);
        }
        dialogs.confirm(
                new Confirmation(
                        texts.get(prefix + "title", who),
                        consequence,
                        texts.get(prefix + "act", meant.size(), Formats.count(meant.size())),
                        true),
                () -> carryOut(meant, mode, who));
    }

    private void carryOut(List<ClientLine> lines, DisconnectMode mode, String who) {
        String prefix = mode == DisconnectMode.KEEP_OUT ? "keep-out." : "disconnect.";
        tasks.run(
                texts.get(prefix + "running", who),
                progress -> {
                    SlimNode node = nodes.get().orElse(null);
                    int ended = 0;
                    for (int i = 0; node != null && i < lines.size(); i++) {
                        ended += node.disconnect(lines.get(i).now().id(), mode) ? 1 : 0;
                        progress.report((i + 1.0) / lines.size());
                    }
                    return ended;
                },
                ended -> {
                    if (ended == 0) {
                        toasts.info(texts.get("disconnect.gone", who));
                    } else {
                        toasts.success(
                                texts.get(
                                        prefix + "done",
                                        ended == lines.size() ? who : many(ended)));
                    }
                    feed.sampleNow();
                },
                failure ->
                        toasts.error(
                                texts.get(
                                        "disconnect.failed",
                                        who,
                                        String.valueOf(failure.getMessage()))));
    }

    /// Lets these links connect again; takes effect at once, and can be undone by keeping them out again.
    void letIn(List<KeptOut> links) {
        if (links.isEmpty()) {
            return;
        }
        String who = links.size() == 1 ? called(links.getFirst()) : many(links.size());
        tasks.run(
                texts.get("let-in.running", who),
                _ -> {
                    nodes.get().ifPresent(n -> links.forEach(l -> n.letIn(l.linkId())));
                    return links.size();
                },
                _ -> {
                    toasts.success(texts.get("let-in.done", who));
                    feed.sampleNow();
                },
                failure ->
                        toasts.error(
                                texts.get(
                                        "let-in.failed",
                                        who,
                                        String.valueOf(failure.getMessage()))));
    }

    /// Puts their names on the clipboard, one a line; the address where there is no name.
    void copyNames(List<ConnectionSnapshot> connections) {
        if (!connections.isEmpty()) {
            copier.copy(
                    String.join(
                            "\n",
                            connections.stream()
                                    .map(
                                            c ->
                                                    c.firstName()
                                                            .map(Object::toString)
                                                            .orElse(c.remoteAddress()))
                                    .toList()),
                    texts.get("copy.names", connections.size()));
        }
    }

    void copyJson(List<ConnectionSnapshot> connections) {
        if (!connections.isEmpty()) {
            var all = connections.stream().map(ClientJson::of).toList();
            copier.copy(
                    Json.write(all.size() == 1 ? all.getFirst() : all),
                    texts.get("copy.json", connections.size()));
        }
    }

    private String who(List<ClientLine> lines) {
        return lines.size() == 1 ? ClientWords.called(lines.getFirst().now()) : many(lines.size());
    }

    private String many(int count) {
        return Formats.count(count, texts.get("one.OPEN"), texts.get("many.OPEN"));
    }

    private static String called(KeptOut link) {
        return link.name().isEmpty() ? link.remoteAddress() : link.name();
    }

    private void filtered() {
        @Nullable String text = feed.filter().get();
        feed.change(l -> l.filtered(text == null ? "" : text, problemsOnly.get()));
    }
}
