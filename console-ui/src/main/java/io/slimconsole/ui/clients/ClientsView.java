package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.ui.clients.ClientsViewModel.Tab;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowCommands;
import io.slimconsole.ui.table.Segments;
import io.slimconsole.ui.table.Tally;

import javafx.scene.control.Button;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The controls of the Clients screen, bound to its view model.
final class ClientsView {
    private final ClientsViewModel model;
    private final ConsoleContext context;
    private final Texts texts;
    private final ClientTables tables;
    private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
    private final ToggleButton problems = new ToggleButton();
    private final StackPane stack = new StackPane();
    private final LivePage page;
    private final ClientDetailPane details;
    private final Button disconnect = new Button();
    private final Button keepOut = new Button();
    private final Button letIn = new Button();
    private @Nullable ConnectionId revealing;
    private boolean opening;
    private String shownHeading = "";

    ClientsView(ClientsViewModel model, ConsoleContext context, Texts texts) {
        this.model = model;
        this.context = context;
        this.texts = texts;
        tables = new ClientTables(model, context, texts);
        details =
                new ClientDetailPane(
                        texts,
                        context.clock(),
                        route -> context.navigation().reveal(new Target.OfRoute(route.encoded())),
                        this::showRoutes);
        page = new LivePage("clients", texts, model.feed(), context, stack, model::clearFilter);
        build();
        bind();
    }

    LivePage page() {
        return page;
    }

    boolean escape() {
        if (model.isFiltered()) {
            model.clearFilter();
            return true;
        }
        return page.side().closeDetails();
    }

    /// Brings a connection into sight with its details, open or ended.
    void reveal(ConnectionId id) {
        revealing = id;
        model.clearFilter();
        model.focus(Optional.of(id));
        model.feed().refresh();
    }

    void disconnectSelected(DisconnectMode mode) {
        if (model.tab().get() == Tab.OPEN) {
            model.disconnect(tables.selectedOpen(), mode);
        }
    }

    private void build() {
        var segments = new Segments();
        for (Tab tab : Tab.values()) {
            String id = "clients-tab-" + tab.name().toLowerCase(Locale.ROOT);
            tabs.put(tab, segments.add(id, texts.get("tab." + tab), () -> model.tab().set(tab)));
        }
        page.lead(segments);
        problems.setId("clients-problems");
        problems.setTooltip(new Tooltip(texts.get("problems-only.tip")));
        problems.selectedProperty().bindBidirectional(model.problemsOnly());
        page.follow(problems);
        stack.getChildren().setAll(tables.views());
        disconnect.setTooltip(new Tooltip(texts.get("disconnect.menu")));
        page.act(
                disconnect,
                "clients-disconnect",
                texts.get("disconnect"),
                () -> disconnectSelected(DisconnectMode.LET_RECONNECT));
        page.act(
                keepOut,
                "clients-keep-out",
                texts.get("keep-out"),
                () -> disconnectSelected(DisconnectMode.KEEP_OUT));
        page.act(
                letIn,
                "clients-let-in",
                texts.get("let-in"),
                () -> model.letIn(tables.selectedKeptOut()));
    }

    private void bind() {
        page.side().setOnClose(() -> model.focus(Optional.empty()));
        page.setOnFrame(this::onFrame);
        model.tab()
                .subscribe(
                        tab -> {
                            tabs.forEach((t, button) -> button.setSelected(t == tab));
                            tables.show(tab);
                            page.setTable(tables.of(tab));
                            page.side().closeDetails();
                            onFrame();
                        });
        tables.setOnSelect(this::onSelect);
        Runnable pause = model.feed()::pauseOrGoOn;
        Runnable disconnectThem = () -> disconnectSelected(DisconnectMode.LET_RECONNECT);
        tables.open()
                .setCommands(
                        new RowCommands(
                                this::openDetails,
                                disconnectThem,
                                this::copyNames,
                                this::copyJson,
                                pause));
        tables.open()
                .setMenu(
                        page.item("show.details", this::openDetails),
                        page.item("copy.name", this::copyNames),
                        page.item("copy.json-menu", this::copyJson),
                        new SeparatorMenuItem(),
                        page.item("disconnect.menu", disconnectThem),
                        page.item(
                                "keep-out.menu",
                                () -> disconnectSelected(DisconnectMode.KEEP_OUT)));
        tables.closed()
                .setCommands(
                        new RowCommands(
                                this::openDetails,
                                RowCommands.NOTHING,
                                this::copyNames,
                                this::copyJson,
                                pause));
        tables.closed()
                .setMenu(
                        page.item("show.details", this::openDetails),
                        page.item("copy.name", this::copyNames),
                        page.item("copy.json-menu", this::copyJson));
        Runnable letThemIn = () -> model.letIn(tables.selectedKeptOut());
        tables.keptOut()
                .setCommands(
                        new RowCommands(
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                pause));
        tables.keptOut().setMenu(page.item("let-in", letThemIn));
    }

    private void onFrame() {
        tables.refresh(model.tab().get());
        ClientsViewModel.Counts counts = model.counts().get();
        tabs.forEach(
                (tab, button) ->
                        button.setText(
                                texts.get("tab." + tab) + "  " + Formats.count(counts.of(tab))));
        problems.setText(
                counts.problems() == 0
                        ? texts.get("problems-only")
                        : texts.get("problems-only") + "  " + Formats.count(counts.problems()));
        problems.setDisable(model.tab().get() != Tab.OPEN);
        showSummary();
        showState();
        model.detail().get().ifPresent(this::showDetail);
        finishRevealing();
    }

    private void showSummary() {
        int selected = tables.selectedCount(model.tab().get());
        page.summarize(model.tally(), selected);
        boolean open = model.tab().get() == Tab.OPEN;
        boolean running = model.counts().get().running();
        LivePage.setShown(disconnect, open);
        LivePage.setShown(keepOut, open);
        LivePage.setShown(letIn, model.tab().get() == Tab.KEPT_OUT);
        disconnect.setDisable(!running || selected == 0);
        letIn.setDisable(!running || selected == 0);
        Optional<String> whyNot =
                selected == 0 || !open
                        ? Optional.empty()
                        : model.whyNotKeptOut(tables.selectedOpen());
        keepOut.setDisable(!running || selected == 0 || whyNot.isPresent());
        keepOut.setTooltip(new Tooltip(whyNot.orElseGet(() -> texts.get("keep-out.tip"))));
    }

    private void showState() {
        Tab tab = model.tab().get();
        Tally tally = model.tally();
        boolean onlyProblems = model.feed().filter().get().isBlank();
        page.show(
                tally,
                tables.selectedCount(tab),
                () -> nothing(tab),
                model.isFiltered()
                        ? Optional.of(
                                onlyProblems
                                        ? texts.get("state.no-match.problems")
                                        : page.noMatch(tally))
                        : Optional.empty());
    }

    private ViewState nothing(Tab tab) {
        String key = "state.empty." + tab;
        return switch (tab) {
            case OPEN -> page.waitingForClients(Feather.USERS, key);
            case CLOSED -> nothing(Feather.LOG_OUT, key);
            case KEPT_OUT -> nothing(Feather.SLASH, key);
        };
    }

    private ViewState nothing(Ikon icon, String key) {
        return new ViewState.Empty(
                icon, texts.get(key), texts.get(key + ".text"), Optional.empty());
    }

    private void onSelect() {
        showSummary();
        if (page.side().isOpen()) {
            focusSelected();
        }
    }

    private void focusSelected() {
        Tab tab = model.tab().get();
        Optional<ConnectionId> one =
                switch (tab) {
                    case OPEN -> tables.selectedOpen().stream().map(l -> l.now().id()).findFirst();
                    case CLOSED ->
                            tables.selectedClosed().stream().map(c -> c.last().id()).findFirst();
                    case KEPT_OUT -> Optional.empty();
                };
        one.ifPresent(id -> model.focus(Optional.of(id)));
    }

    private void openDetails() {
        if (model.tab().get() == Tab.KEPT_OUT) {
            return;
        }
        focusSelected();
        model.detail().get().ifPresent(this::showDetail);
        opening = true;
    }

    private void showDetail(ClientDetail detail) {
        details.show(detail);
        String heading = ClientWords.called(detail.line().now());
        if (opening || (page.side().isOpen() && !heading.equals(shownHeading))) {
            opening = false;
            shownHeading = heading;
            page.side().open(heading, details.node());
        }
    }

    private void finishRevealing() {
        ConnectionId id = revealing;
        if (id == null) {
            return;
        }
        for (LiveRow<ClientLine> row : model.open().rows()) {
            if (row.value().now().id().equals(id)) {
                revealing = null;
                model.tab().set(Tab.OPEN);
                tables.open().select(row);
                model.focus(Optional.of(id));
                opening = true;
                return;
            }
        }
        for (LiveRow<ClosedConnection> row : model.closed().rows()) {
            if (row.value().last().id().equals(id)) {
                revealing = null;
                model.tab().set(Tab.CLOSED);
                tables.closed().select(row);
                model.focus(Optional.of(id));
                opening = true;
                return;
            }
        }
    }

    private void showRoutes(ClientDetail detail) {
        context.navigation().reveal(new Target.OfNamesOf(detail.line().now().id()));
    }

    private void copyNames() {
        model.copyNames(selectedSnapshots());
    }

    private void copyJson() {
        model.copyJson(selectedSnapshots());
    }

    private List<ConnectionSnapshot> selectedSnapshots() {
        return switch (model.tab().get()) {
            case OPEN -> tables.selectedOpen().stream().map(ClientLine::now).toList();
            case CLOSED -> tables.selectedClosed().stream().map(ClosedConnection::last).toList();
            case KEPT_OUT -> List.of();
        };
    }
}
