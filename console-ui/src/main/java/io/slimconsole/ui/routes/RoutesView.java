package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
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

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// The controls of the Routes screen, bound to its view models.
final class RoutesView {
    /// What is beside the list.
    private enum Side {
        NONE,
        DETAILS,
        EXPLAIN
    }

    private final RoutesViewModel model;
    private final ExplainViewModel explainModel;
    private final ConsoleContext context;
    private final Texts texts;
    private final LiveTable<RouteLine> table;
    private final StatePane state;
    private final SidePane side;
    private final RouteDetailPane details;
    private final ExplainPane explainPane;
    private final FilterField filter;
    private final Label summary = new Label();
    private final Label pausedText = new Label();
    private final HBox pausedBar = new HBox();
    private final Button expandAll;
    private final Button collapseAll;
    private final VBox root = new VBox();
    private Side beside = Side.NONE;
    private String heading = "";
    private @Nullable EncodedName revealing;
    private boolean sampled;

    RoutesView(
            RoutesViewModel model,
            ExplainViewModel explainModel,
            ConsoleContext context,
            Texts texts) {
        this.model = model;
        this.explainModel = explainModel;
        this.context = context;
        this.texts = texts;
        table =
                new LiveTable<>(
                        "routes-table",
                        model.rows(),
                        List.of(RouteColumn.values()),
                        texts,
                        context.clock());
        state = new StatePane(table.view());
        side = new SidePane(state, context.uiState(), "routes.details");
        details =
                new RouteDetailPane(
                        texts, context.clock(), this::openClient, this::explain, this::showOnly);
        explainPane = new ExplainPane(explainModel, texts, this::openClient);
        filter =
                new FilterField(
                        "routes-filter",
                        texts.get("filter.prompt"),
                        texts.get("filter.help"),
                        texts.get("filter.clear"),
                        model.filter());
        expandAll =
                Icons.button(
                        "routes-expand-all",
                        Feather.MAXIMIZE_2,
                        texts.get("expand-all"),
                        () -> model.expandAll(true));
        collapseAll =
                Icons.button(
                        "routes-collapse-all",
                        Feather.MINIMIZE_2,
                        texts.get("collapse-all"),
                        () -> model.expandAll(false));
        build();
        bind();
    }

    Node node() {
        return root;
    }

    TextInputControl filterField() {
        return filter;
    }

    LiveTable<RouteLine> table() {
        return table;
    }

    void shown() {
        if (!sampled) {
            state.show(new ViewState.Loading(texts.get("state.starting")));
        }
        if (beside == Side.EXPLAIN) {
            explainModel.start();
        }
    }

    void hidden() {
        explainModel.stop();
    }

    boolean escape() {
        if (!model.filter().get().isBlank()) {
            model.filter().set("");
            return true;
        }
        return side.closeDetails();
    }

    /// Brings a route into sight with its details.
    void reveal(EncodedName name) {
        revealing = name;
        model.filter().set("");
        model.focus(Optional.of(name));
        model.refresh();
    }

    /// Filters by a connection; the filter field says so, and Esc takes it back.
    void showNamesOf(ConnectionId subscriber) {
        revealing = null;
        side.closeDetails();
        showOnly(RouteFilter.subscribedBy(subscriber));
    }

    /// Opens Explain with a name, complete or not.
    void explain(String name) {
        if (beside != Side.EXPLAIN) {
            beside = Side.EXPLAIN;
            model.focus(Optional.empty());
            heading = texts.get("explain.title");
            side.open(heading, explainPane.node());
            explainModel.start();
        }
        explainPane.ask(name);
    }

    /// Opens Explain with the selected name, if there is one.
    void explainSelected() {
        explain(
                table.selected().stream()
                        .findFirst()
                        .map(LiveRow::value)
                        .map(
                                l ->
                                        l.name().id().isNull() || l.isGroup()
                                                ? l.name().path(Math.min(l.level(), 2))
                                                : l.path())
                        .orElseGet(() -> explainModel.name().get()));
    }

    private void build() {
        root.getStyleClass().add("live-screen");
        root.setId("routes-screen");
        root.getStylesheets().add(LiveTable.stylesheet());
        var group = new ToggleGroup();
        var tree = segment("view.tree", true, group, "left-pill");
        var flat = segment("view.flat", false, group, "right-pill");
        model.tree()
                .subscribe(
                        now -> {
                            tree.setSelected(now);
                            flat.setSelected(!now);
                            expandAll.setDisable(!now);
                            collapseAll.setDisable(!now);
                        });
        HBox.setHgrow(filter, Priority.ALWAYS);
        filter.setMinWidth(140);
        var explain = new Button(texts.get("explain"), Icons.of(Feather.HELP_CIRCLE));
        explain.setId("routes-explain");
        explain.setMinWidth(Region.USE_PREF_SIZE);
        explain.setTooltip(new Tooltip(texts.get("explain.tip")));
        explain.setOnAction(_ -> explainSelected());
        var live = new LiveToggle("routes-live", texts, model.paused());
        live.setMinWidth(Region.USE_PREF_SIZE);
        var segments = new HBox(tree, flat);
        segments.getStyleClass().add("segments");
        var bar = new HBox(segments, expandAll, collapseAll, filter, explain, live);
        bar.getStyleClass().add("live-bar");
        pausedText.setId("routes-paused");
        pausedBar.getStyleClass().add("paused-bar");
        var resume = new Button(texts.get("resume"));
        resume.getStyleClass().addAll("small", "flat", "accent");
        resume.setOnAction(_ -> model.paused().set(false));
        pausedBar.getChildren().setAll(pausedText, resume);
        summary.setId("routes-summary");
        summary.getStyleClass().add("summary");
        var foot = new HBox(summary);
        foot.getStyleClass().add("live-foot");
        VBox.setVgrow(side, Priority.ALWAYS);
        root.getChildren().setAll(bar, pausedBar, side, foot);
    }

    private ToggleButton segment(String key, boolean tree, ToggleGroup group, String edge) {
        var button = new ToggleButton(texts.get(key));
        button.setId("routes-" + (tree ? "tree" : "flat"));
        button.setToggleGroup(group);
        button.getStyleClass().add(edge);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(
                _ -> {
                    model.tree().set(tree);
                    button.setSelected(true);
                });
        return button;
    }

    private void bind() {
        table.setPainter(
                RouteColumn.NAME,
                (cell, line, _) ->
                        NameCell.paint(
                                cell,
                                line,
                                model.isShownAsTree(),
                                model.shownFilter(),
                                () -> toggle(cell.getTableRow().getItem())));
        table.setOnSort(model::sort);
        table.keep(context.uiState(), "routes.table", RoutesLook.FIRST.order());
        table.setOnSelect(
                _ -> {
                    showSummary();
                    if (beside == Side.DETAILS) {
                        focusSelected();
                    }
                });
        table.setCommands(
                new RowCommands(
                        this::openSelected,
                        RowCommands.NOTHING,
                        () -> model.copyNames(selected()),
                        () -> model.copyJson(selected()),
                        () -> model.paused().set(!model.paused().get())));
        table.setMenu(
                item("show.details", this::openDetails),
                item("explain.menu", this::explainSelected),
                new SeparatorMenuItem(),
                item("copy.name", () -> model.copyNames(selected())),
                item("copy.json-menu", () -> model.copyJson(selected())),
                new SeparatorMenuItem(),
                item("expand-all", () -> model.expandAll(true)),
                item("collapse-all", () -> model.expandAll(false)));
        table.view().addEventFilter(KeyEvent.KEY_PRESSED, this::onArrow);
        side.setOnClose(
                () -> {
                    beside = Side.NONE;
                    explainModel.stop();
                    model.focus(Optional.empty());
                });
        model.paused()
                .subscribe(
                        now -> {
                            pausedBar.setVisible(now);
                            pausedBar.setManaged(now);
                        });
        model.frames()
                .subscribe(
                        count -> {
                            if (count.longValue() > 0) {
                                sampled = true;
                                onFrame();
                            }
                        });
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// Right opens a group, Left closes it or goes to the group above.
    private void onArrow(KeyEvent event) {
        boolean right = event.getCode() == KeyCode.RIGHT;
        boolean left = event.getCode() == KeyCode.LEFT;
        List<LiveRow<RouteLine>> selected = table.selected();
        if (!model.isShownAsTree()
                || selected.size() != 1
                || !(left || right)
                || event.isAltDown()) {
            return;
        }
        RouteLine line = selected.getFirst().value();
        if (line.isGroup() && line.expanded() != right) {
            model.expand(line, right);
        } else if (left && line.level() > 0) {
            selectParent(selected.getFirst());
        }
        event.consume();
    }

    private void selectParent(LiveRow<RouteLine> row) {
        List<LiveRow<RouteLine>> rows = model.rows().rows();
        int level = row.value().level();
        for (int i = rows.indexOf(row) - 1; i >= 0; i--) {
            if (rows.get(i).value().level() < level) {
                table.select(rows.get(i));
                return;
            }
        }
    }

    private void toggle(@Nullable Object row) {
        if (row instanceof LiveRow<?> live && live.value() instanceof RouteLine line) {
            if (line.isGroup()) {
                model.expand(line, !line.expanded());
            }
        }
    }

    private List<RouteLine> selected() {
        return table.selected().stream().map(LiveRow::value).toList();
    }

    /// Enter and double click: opens and closes a group, shows the details of a route.
    private void openSelected() {
        List<RouteLine> selected = selected();
        if (selected.size() == 1 && selected.getFirst().isGroup() && model.isShownAsTree()) {
            model.expand(selected.getFirst(), !selected.getFirst().expanded());
        } else {
            openDetails();
        }
    }

    private void openDetails() {
        if (!table.selected().isEmpty()) {
            beside = Side.DETAILS;
            heading = "";
            explainModel.stop();
            focusSelected();
        }
    }

    private void focusSelected() {
        List<RouteLine> selected = selected();
        if (selected.isEmpty()) {
            return;
        }
        RouteLine line = selected.getFirst();
        if (line.isGroup()) {
            model.focus(Optional.empty());
            showDetail(new RouteDetail(line, false, List.of()));
        } else {
            model.focus(Optional.of(line.name().encoded()));
        }
    }

    private void onFrame() {
        table.refresh();
        RoutesViewModel.Counts counts = model.counts().get();
        pausedText.setText(
                counts.missed() == 0
                        ? texts.get("paused.bar.none")
                        : texts.get("paused.bar", Formats.count(counts.missed())));
        showSummary();
        state.show(viewState(counts));
        if (beside == Side.DETAILS) {
            model.detail().get().ifPresentOrElse(this::showDetail, this::showGroup);
        }
        finishRevealing();
    }

    private void showGroup() {
        selected().stream()
                .findFirst()
                .filter(RouteLine::isGroup)
                .ifPresent(line -> showDetail(new RouteDetail(line, false, List.of())));
    }

    private void showDetail(RouteDetail detail) {
        RouteLine line = detail.line();
        details.show(detail);
        String next =
                line.isGroup()
                        ? line.path()
                        : line.name().path(2) + "/" + line.name().component(RouteName.INSTANCE);
        if (!next.equals(heading) || !side.isOpen()) {
            heading = next;
            side.open(next, details.node());
        }
    }

    private void showSummary() {
        int selected = table.view().getSelectionModel().getSelectedIndices().size();
        summary.setText(
                selected > 1
                        ? model.summary() + " · " + texts.get("selected", Formats.count(selected))
                        : model.summary());
    }

    private ViewState viewState(RoutesViewModel.Counts counts) {
        if (counts.all() == 0) {
            boolean starting = context.nodes().state() instanceof NodeServiceState.Starting;
            return counts.running()
                    ? new ViewState.Empty(
                            Feather.GIT_MERGE,
                            texts.get("state.empty"),
                            texts.get("state.empty.text", address()),
                            Optional.of(
                                    new ViewState.Offer(
                                            texts.get("copy.address"), this::copyAddress)))
                    : new ViewState.Empty(
                            Feather.PAUSE_CIRCLE,
                            texts.get(starting ? "state.node-starting" : "state.stopped"),
                            texts.get("state.stopped.text"),
                            Optional.empty());
        }
        if (counts.matching() == 0) {
            return new ViewState.NoMatch(
                    texts.get(
                            "state.no-match",
                            Formats.count(counts.all(), texts.get("one"), texts.get("many")),
                            model.filter().get().strip()),
                    new ViewState.Offer(texts.get("filter.clear"), () -> model.filter().set("")));
        }
        return counts.running()
                ? new ViewState.Ready()
                : new ViewState.Stopped(texts.get("state.stopped.rows"), Optional.empty());
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

    private void openClient(ConnectionId id) {
        context.navigation().reveal(new Target.OfConnection(id));
    }

    private void showOnly(String pattern) {
        model.filter().set(pattern);
    }

    /// A route may be in a closed group, and is in the list after the next sample only.
    private void finishRevealing() {
        EncodedName name = revealing;
        if (name == null) {
            return;
        }
        for (LiveRow<RouteLine> row : model.rows().rows()) {
            if (!row.value().isGroup() && row.value().name().encoded().equals(name)) {
                revealing = null;
                beside = Side.DETAILS;
                table.select(row);
                focusSelected();
                return;
            }
        }
        model.detail().get().map(d -> d.line().name()).ifPresent(model::reveal);
    }
}
