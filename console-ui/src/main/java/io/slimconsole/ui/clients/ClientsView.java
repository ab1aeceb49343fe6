package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.clients.ClientsViewModel.Tab;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.SidePane;
import io.slimconsole.ui.fx.StatePane;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.FilterField;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.LiveToggle;
import io.slimconsole.ui.table.RowCommands;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
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
    private final FilterField filter;
    private final ToggleButton problems = new ToggleButton();
    private final StackPane stack = new StackPane();
    private final StatePane state = new StatePane(stack);
    private final SidePane side;
    private final ClientDetailPane details;
    private final Label summary = new Label();
    private final Button disconnect = new Button();
    private final Button keepOut = new Button();
    private final Button letIn = new Button();
    private final Label pausedText = new Label();
    private final HBox pausedBar = new HBox();
    private final VBox root = new VBox();
    private @Nullable ConnectionId revealing;
    private boolean sampled;
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
        side = new SidePane(state, context.uiState(), "clients.details");
        side.setOnClose(() -> model.focus(Optional.empty()));
        filter =
                new FilterField(
                        "clients-filter",
                        texts.get("filter.prompt"),
                        texts.get("filter.help"),
                        texts.get("filter.clear"),
                        model.filter());
        build();
        bind();
    }

    Node node() {
        return root;
    }

    TextInputControl filterField() {
        return filter;
    }

    /// The table of open connections.
    LiveTable<ClientLine> openTable() {
        return tables.open();
    }

    void shown() {
        if (!sampled) {
            state.show(new ViewState.Loading(texts.get("state.starting")));
        }
    }

    boolean escape() {
        if (model.isFiltered()) {
            model.clearFilter();
            return true;
        }
        return side.closeDetails();
    }

    /// Brings a connection into sight with its details, open or ended.
    void reveal(ConnectionId id) {
        revealing = id;
        model.clearFilter();
        model.focus(Optional.of(id));
        model.refresh();
    }

    void disconnectSelected(DisconnectMode mode) {
        if (model.tab().get() == Tab.OPEN) {
            model.disconnect(tables.selectedOpen(), mode);
        }
    }

    private void build() {
        root.getStyleClass().add("live-screen");
        root.getStylesheets().add(LiveTable.stylesheet());
        root.setId("clients-screen");
        var group = new ToggleGroup();
        var segments = new HBox();
        segments.getStyleClass().add("segments");
        for (Tab tab : Tab.values()) {
            var button = new ToggleButton(texts.get("tab." + tab));
            button.setId("clients-tab-" + tab.name().toLowerCase(Locale.ROOT));
            button.setToggleGroup(group);
            button.getStyleClass().add(edge(tab));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(
                    _ -> {
                        model.tab().set(tab);
                        button.setSelected(true);
                    });
            tabs.put(tab, button);
            segments.getChildren().add(button);
        }
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.setMinWidth(140);
        problems.setId("clients-problems");
        problems.setMinWidth(Region.USE_PREF_SIZE);
        problems.setTooltip(new Tooltip(texts.get("problems-only.tip")));
        problems.selectedProperty().bindBidirectional(model.problemsOnly());
        var live = new LiveToggle("clients-live", texts, model.paused());
        live.setMinWidth(Region.USE_PREF_SIZE);
        var bar = new HBox(segments, filter, problems, live);
        bar.getStyleClass().add("live-bar");
        pausedText.setId("clients-paused");
        pausedBar.getStyleClass().add("paused-bar");
        var resume = new Button(texts.get("resume"));
        resume.getStyleClass().addAll("small", "flat", "accent");
        resume.setOnAction(_ -> model.paused().set(false));
        pausedBar.getChildren().setAll(pausedText, resume);
        stack.getChildren().setAll(tables.views());
        VBox.setVgrow(side, Priority.ALWAYS);
        root.getChildren().setAll(bar, pausedBar, side, foot());
    }

    private HBox foot() {
        summary.setId("clients-summary");
        summary.getStyleClass().add("summary");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        disconnect.setText(texts.get("disconnect"));
        disconnect.setId("clients-disconnect");
        disconnect.setTooltip(new Tooltip(texts.get("disconnect.menu")));
        disconnect.setOnAction(_ -> disconnectSelected(DisconnectMode.LET_RECONNECT));
        keepOut.setText(texts.get("keep-out"));
        keepOut.setId("clients-keep-out");
        keepOut.setOnAction(_ -> disconnectSelected(DisconnectMode.KEEP_OUT));
        letIn.setText(texts.get("let-in"));
        letIn.setId("clients-let-in");
        letIn.setOnAction(_ -> model.letIn(tables.selectedKeptOut()));
        for (Button button : List.of(disconnect, keepOut, letIn)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        var foot = new HBox(summary, gap, disconnect, keepOut, letIn);
        foot.getStyleClass().add("live-foot");
        return foot;
    }

    private void bind() {
        model.frames()
                .subscribe(
                        count -> {
                            if (count.longValue() > 0) {
                                sampled = true;
                                onFrame();
                            }
                        });
        model.tab()
                .subscribe(
                        tab -> {
                            tabs.forEach((t, button) -> button.setSelected(t == tab));
                            tables.show(tab);
                            side.closeDetails();
                            onFrame();
                        });
        showPaused(model.paused());
        tables.setOnSelect(this::onSelect);
        Runnable pause = () -> model.paused().set(!model.paused().get());
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
                        item("show.details", this::openDetails),
                        item("copy.name", this::copyNames),
                        item("copy.json-menu", this::copyJson),
                        new SeparatorMenuItem(),
                        item("disconnect.menu", disconnectThem),
                        item("keep-out.menu", () -> disconnectSelected(DisconnectMode.KEEP_OUT)));
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
                        item("show.details", this::openDetails),
                        item("copy.name", this::copyNames),
                        item("copy.json-menu", this::copyJson));
        Runnable letThemIn = () -> model.letIn(tables.selectedKeptOut());
        tables.keptOut()
                .setCommands(
                        new RowCommands(
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                RowCommands.NOTHING,
                                pause));
        tables.keptOut().setMenu(item("let-in", letThemIn));
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void showPaused(ObservableValue<Boolean> paused) {
        paused.subscribe(
                now -> {
                    pausedBar.setVisible(now);
                    pausedBar.setManaged(now);
                });
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
        pausedText.setText(
                counts.missed() == 0
                        ? texts.get("paused.bar.none")
                        : texts.get("paused.bar", Formats.count(counts.missed())));
        showSummary();
        if (sampled) {
            state.show(viewState(counts));
        }
        model.detail().get().ifPresent(this::showDetail);
        finishRevealing();
    }

    private void showSummary() {
        int selected = tables.selectedCount(model.tab().get());
        summary.setText(
                selected > 1
                        ? model.summary() + " · " + texts.get("selected", Formats.count(selected))
                        : model.summary());
        boolean open = model.tab().get() == Tab.OPEN;
        boolean running = model.counts().get().running();
        visible(disconnect, open);
        visible(keepOut, open);
        visible(letIn, model.tab().get() == Tab.KEPT_OUT);
        disconnect.setDisable(!running || selected == 0);
        letIn.setDisable(!running || selected == 0);
        Optional<String> whyNot =
                selected == 0 || !open
                        ? Optional.empty()
                        : model.whyNotKeptOut(tables.selectedOpen());
        keepOut.setDisable(!running || selected == 0 || whyNot.isPresent());
        keepOut.setTooltip(new Tooltip(whyNot.orElseGet(() -> texts.get("keep-out.tip"))));
    }

    private static void visible(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }

    private ViewState viewState(ClientsViewModel.Counts counts) {
        Tab tab = model.tab().get();
        if (counts.of(tab) == 0) {
            if (!counts.running()) {
                return stopped(true);
            }
            return new ViewState.Empty(
                    tab == Tab.OPEN
                            ? Feather.USERS
                            : tab == Tab.CLOSED ? Feather.LOG_OUT : Feather.SLASH,
                    texts.get("state.empty." + tab),
                    texts.get("state.empty." + tab + ".text", address()),
                    tab == Tab.OPEN
                            ? Optional.of(
                                    new ViewState.Offer(
                                            texts.get("copy.address"), this::copyAddress))
                            : Optional.empty());
        }
        if (model.isFiltered() && shownCount(tab) == 0) {
            boolean onlyProblems = model.filter().get().isBlank();
            return new ViewState.NoMatch(
                    onlyProblems
                            ? texts.get("state.no-match.problems")
                            : texts.get(
                                    "state.no-match",
                                    Formats.count(
                                            counts.of(tab),
                                            texts.get("one." + tab),
                                            texts.get("many." + tab)),
                                    model.filter().get().strip()),
                    new ViewState.Offer(texts.get("filter.clear"), model::clearFilter));
        }
        return counts.running() ? new ViewState.Ready() : stopped(false);
    }

    private ViewState stopped(boolean empty) {
        boolean starting = context.nodes().state() instanceof NodeServiceState.Starting;
        if (empty) {
            return new ViewState.Empty(
                    Feather.PAUSE_CIRCLE,
                    texts.get(starting ? "state.node-starting" : "state.stopped"),
                    texts.get("state.stopped.text"),
                    Optional.empty());
        }
        return new ViewState.Stopped(texts.get("state.stopped.rows"), Optional.empty());
    }

    private int shownCount(Tab tab) {
        return switch (tab) {
            case OPEN -> model.open().size();
            case CLOSED -> model.closed().size();
            case KEPT_OUT -> model.keptOut().size();
        };
    }

    private String address() {
        return context.nodes()
                .node()
                .flatMap((SlimNode n) -> n.status().address())
                .map(a -> a.getHostString() + ":" + a.getPort())
                .orElse(Formats.NONE);
    }

    private void copyAddress() {
        context.copier().copy(address(), texts.get("copied.address"));
    }

    private void onSelect() {
        showSummary();
        if (side.isOpen()) {
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
        if (opening || (side.isOpen() && !heading.equals(shownHeading))) {
            opening = false;
            shownHeading = heading;
            side.open(heading, details.node());
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

    private static String edge(Tab tab) {
        return switch (tab) {
            case OPEN -> "left-pill";
            case CLOSED -> "center-pill";
            case KEPT_OUT -> "right-pill";
        };
    }
}
