package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.ask.AskPane;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.RowCommands;
import io.slimconsole.ui.table.Segments;
import io.slimconsole.ui.table.Tally;

import javafx.scene.control.Button;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

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
        EXPLAIN,
        TEST
    }

    private final RoutesViewModel model;
    private final ExplainViewModel explainModel;
    private final ConsoleContext context;
    private final Texts texts;
    private final LiveTable<RouteLine> table;
    private final LivePage page;
    private final RouteDetailPane details;
    private final ExplainPane explainPane;
    private final AskPane askPane;
    private final Button expandAll;
    private final Button collapseAll;
    private Side beside = Side.NONE;
    private String heading = "";
    private @Nullable EncodedName revealing;

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
        page =
                new LivePage(
                        "routes", texts, model.feed(), context, table.view(), this::clearFilter);
        details =
                new RouteDetailPane(
                        texts, context.clock(), this::openClient, this::explain, this::showOnly);
        explainPane = new ExplainPane(explainModel, texts, this::openClient);
        askPane = new AskPane(context);
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

    LivePage page() {
        return page;
    }

    void shown() {
        if (beside == Side.EXPLAIN) {
            explainModel.start();
        }
    }

    void hidden() {
        explainModel.stop();
    }

    boolean escape() {
        if (!model.feed().filter().get().isBlank()) {
            clearFilter();
            return true;
        }
        return page.side().closeDetails();
    }

    /// Brings a route into sight with its details.
    void reveal(EncodedName name) {
        revealing = name;
        clearFilter();
        model.focus(Optional.of(name));
        model.feed().refresh();
    }

    /// Filters by a connection; the filter field says so, and Esc takes it back.
    void showNamesOf(ConnectionId subscriber) {
        revealing = null;
        page.side().closeDetails();
        showOnly(RouteFilter.subscribedBy(subscriber));
    }

    /// Opens Explain with a name, complete or not.
    void explain(String name) {
        if (beside != Side.EXPLAIN) {
            beside = Side.EXPLAIN;
            model.focus(Optional.empty());
            heading = texts.get("explain.title");
            page.side().open(heading, explainPane.node());
            explainModel.start();
        }
        explainPane.ask(name);
    }

    /// Opens Explain with the selected name, if there is one.
    void explainSelected() {
        explain(selectedName().orElseGet(() -> explainModel.name().get()));
    }

    private Optional<String> selectedName() {
        return table.selected().stream()
                .findFirst()
                .map(LiveRow::value)
                .map(
                        l ->
                                l.name().id().isNull() || l.isGroup()
                                        ? l.name().path(Math.min(l.level(), 2))
                                        : l.path());
    }

    /// Opens the test message, to the selected name if there is one.
    void testSelected() {
        if (beside != Side.TEST) {
            beside = Side.TEST;
            explainModel.stop();
            model.focus(Optional.empty());
            heading = texts.get("test.title");
            page.side().open(heading, askPane.node());
        }
        askPane.ask(selectedName());
    }

    private void build() {
        var segments = new Segments();
        var tree =
                segments.add("routes-tree", texts.get("view.tree"), () -> model.tree().set(true));
        var flat =
                segments.add("routes-flat", texts.get("view.flat"), () -> model.tree().set(false));
        model.tree()
                .subscribe(
                        now -> {
                            tree.setSelected(now);
                            flat.setSelected(!now);
                            expandAll.setDisable(!now);
                            collapseAll.setDisable(!now);
                        });
        page.lead(segments, expandAll, collapseAll);
        var explain = new Button(texts.get("explain"), Icons.of(Feather.HELP_CIRCLE));
        explain.setId("routes-explain");
        explain.setTooltip(new Tooltip(texts.get("explain.tip")));
        explain.setOnAction(_ -> explainSelected());
        var test = new Button(texts.get("test"), Icons.of(Feather.SEND));
        test.setId("routes-test");
        test.setTooltip(new Tooltip(texts.get("test.tip")));
        test.setOnAction(_ -> testSelected());
        page.follow(explain);
        page.follow(test);
        page.setTable(table);
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
                    page.summarize(model.tally(), selectedCount());
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
                        model.feed()::pauseOrGoOn));
        table.setMenu(
                page.item("show.details", this::openDetails),
                page.item("explain.menu", this::explainSelected),
                page.item("test.menu", this::testSelected),
                new SeparatorMenuItem(),
                page.item("copy.name", () -> model.copyNames(selected())),
                page.item("copy.json-menu", () -> model.copyJson(selected())),
                new SeparatorMenuItem(),
                page.item("expand-all", () -> model.expandAll(true)),
                page.item("collapse-all", () -> model.expandAll(false)));
        table.view().addEventFilter(KeyEvent.KEY_PRESSED, this::onArrow);
        page.side()
                .setOnClose(
                        () -> {
                            beside = Side.NONE;
                            explainModel.stop();
                            model.focus(Optional.empty());
                        });
        page.setOnFrame(this::onFrame);
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
        Tally tally = model.tally();
        page.show(
                tally,
                selectedCount(),
                () -> page.waitingForClients(Feather.GIT_MERGE, "state.empty"),
                Optional.of(page.noMatch(tally)));
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
        if (!next.equals(heading) || !page.side().isOpen()) {
            heading = next;
            page.side().open(next, details.node());
        }
    }

    private int selectedCount() {
        return table.view().getSelectionModel().getSelectedIndices().size();
    }

    private void clearFilter() {
        model.feed().filter().set("");
    }

    private void openClient(ConnectionId id) {
        context.navigation().reveal(new Target.OfConnection(id));
    }

    private void showOnly(String pattern) {
        model.feed().filter().set(pattern);
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
