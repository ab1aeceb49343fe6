package io.slimconsole.ui.channels;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.sessions.LostChannel;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.IconCells;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.NameLine;
import io.slimconsole.ui.table.RowCommands;
import io.slimconsole.ui.table.Tally;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// The list of channels, bound to its view model.
final class ChannelsView {
    private static final PseudoClass WARNED = PseudoClass.getPseudoClass("warned");

    private final ChannelsViewModel model;
    private final ConsoleContext context;
    private final Texts texts;
    private final LiveTable<ChannelLine> table;
    private final LivePage page;
    private final CreateForm form;
    private final LostChannels lost;
    private final ToggleButton problems = new ToggleButton();
    private final Button create = new Button();
    private final Button open = new Button();
    private final Button close = new Button();
    private final Label lostText = new Label();
    private final HBox lostBar = new HBox();
    private final VBox root = new VBox();
    private final ViewState.Offer offerCreate;
    private final ViewState.Offer offerStart;
    private final ViewState.Offer offerRetry;
    private final ViewState.Offer offerIdentity;

    ChannelsView(
            ChannelsViewModel model,
            CreateViewModel creating,
            ConsoleContext context,
            Texts texts) {
        this.model = model;
        this.context = context;
        this.texts = texts;
        table =
                new LiveTable<>(
                        "channels-table",
                        model.rows(),
                        List.of(ChannelColumn.values()),
                        texts,
                        context.clock());
        page =
                new LivePage(
                        "channels", texts, model.feed(), context, table.view(), model::clearFilter);
        form = new CreateForm(creating, texts);
        lost = new LostChannels(texts, model::forget);
        offerCreate = new ViewState.Offer(texts.get("create.menu"), this::create);
        offerStart = new ViewState.Offer(texts.get("start-node"), this::startNode);
        offerRetry = new ViewState.Offer(texts.get("retry"), model::retry);
        offerIdentity =
                new ViewState.Offer(
                        texts.get("to-identity"),
                        () -> context.navigation().reveal(new Target.OfSettings("identity")));
        build();
        bind();
    }

    Node node() {
        return root;
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

    /// Opens the form for a channel to be; what was typed before is there still.
    void create() {
        page.side().open(texts.get("create.title"), form.node());
        form.begin();
    }

    void closeSelected() {
        model.close(selected());
    }

    void copySlimctl() {
        model.copySlimctl(selected());
    }

    void toggleProblems() {
        model.problemsOnly().set(!model.problemsOnly().get());
    }

    /// A channel is shown on a page of its own from now on.
    void leaveForm() {
        page.side().closeDetails();
    }

    private void build() {
        problems.setId("channels-problems");
        problems.setTooltip(new Tooltip(texts.get("problems-only.tip")));
        problems.selectedProperty().bindBidirectional(model.problemsOnly());
        page.follow(problems);
        create.setId("channels-create");
        create.setText(texts.get("create.button"));
        create.setGraphic(Icons.of(Feather.PLUS));
        create.getStyleClass().add(Styles.ACCENT);
        create.setTooltip(new Tooltip(texts.get("create.tip")));
        create.setOnAction(_ -> create());
        page.follow(create);
        page.setTable(table);
        page.act(open, "channels-open", texts.get("open"), this::openSelected);
        page.act(close, "channels-close", texts.get("close"), this::closeSelected);
        close.setTooltip(new Tooltip(texts.get("close.tip")));
        lostText.setWrapText(true);
        lostText.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(lostText, Priority.ALWAYS);
        var show = new Button(texts.get("lost.show"));
        show.setId("channels-lost-show");
        show.setMinWidth(Button.USE_PREF_SIZE);
        show.setOnAction(_ -> page.side().open(texts.get("lost.title"), lost.node()));
        lostBar.setId("channels-lost");
        lostBar.getStyleClass().addAll("banner", "warning");
        lostBar.getChildren().setAll(Icons.of(Feather.ALERT_TRIANGLE), lostText, show);
        VBox.setVgrow(page.node(), Priority.ALWAYS);
        root.getChildren().setAll(lostBar, page.node());
        table.setPainter(ChannelColumn.NAME, (cell, _, text) -> NameLine.paint(cell, text));
        table.setPainter(ChannelColumn.STATE, ChannelsView::paintState);
        table.setPainter(
                ChannelColumn.MODE,
                (cell, line, text) ->
                        IconCells.paint(
                                cell,
                                line.summary().encrypted() ? Feather.LOCK : Feather.UNLOCK,
                                text,
                                line.summary().encrypted()
                                        ? IconCells.Tone.GOOD
                                        : IconCells.Tone.QUIET));
        table.setPainter(
                ChannelColumn.MEMBERS,
                (cell, line, text) ->
                        warn(cell, text, line.summary().online() < line.summary().all()));
        table.setPainter(
                ChannelColumn.INVITATIONS,
                (cell, line, text) -> warn(cell, text, line.summary().failed() > 0));
        table.setOnSort(model::sort);
        table.keep(context.uiState(), "channels", ChannelsLook.FIRST.order());
    }

    private void bind() {
        page.setOnFrame(this::onFrame);
        table.setOnSelect(_ -> showSummary());
        table.setCommands(
                new RowCommands(
                        this::openSelected,
                        this::closeSelected,
                        () -> model.copyNames(selected()),
                        () -> model.copyJson(selected()),
                        model.feed()::pauseOrGoOn));
        table.setMenu(
                page.item("open.menu", this::openSelected),
                page.item("copy.name", () -> model.copyNames(selected())),
                page.item("copy.json-menu", () -> model.copyJson(selected())),
                page.item("copy.slimctl-menu", this::copySlimctl),
                new SeparatorMenuItem(),
                page.item("close.menu", this::closeSelected));
        model.lost().subscribe(this::showLost);
    }

    private List<Channel> selected() {
        return table.selected().stream().map(LiveRow::value).map(ChannelLine::channel).toList();
    }

    /// Opens the page of the selected channel.
    void openSelected() {
        selected().stream()
                .findFirst()
                .ifPresent(
                        channel ->
                                context.navigation()
                                        .reveal(new Target.OfChannel(channel.sessionId())));
    }

    private void onFrame() {
        table.refresh();
        int count = model.counts().get().problems();
        problems.setText(
                count == 0
                        ? texts.get("problems-only")
                        : texts.get("problems-only") + "  " + Formats.count(count));
        showSummary();
        page.show(model.tally(), table.selected().size(), state());
    }

    private void showSummary() {
        int selected = table.selected().size();
        page.summarize(model.tally(), selected);
        open.setDisable(selected != 1);
        close.setDisable(selected == 0 || !model.tally().running());
        create.setDisable(!model.tally().running());
    }

    private ViewState state() {
        Tally tally = model.tally();
        ChannelsState state = model.counts().get().state();
        if (tally.all() == 0) {
            return nothing(state);
        }
        if (tally.shown() == 0 && model.isFiltered()) {
            return page.nothingMatches(
                    model.feed().filter().get().isBlank()
                            ? texts.get("state.no-match.problems")
                            : page.noMatch(tally));
        }
        return switch (state) {
            case ChannelsState.Ready _ -> new ViewState.Ready();
            case ChannelsState.NoIdentity _ -> new ViewState.Ready();
            case ChannelsState.NodeDown _ ->
                    new ViewState.Stopped(
                            texts.get(isStarting() ? "state.starting.rows" : "state.stopped.rows"),
                            isStarting() ? Optional.empty() : Optional.of(offerStart));
            case ChannelsState.Failed(String why) ->
                    new ViewState.Stale(texts.get("state.failed.rows", why), offerRetry);
        };
    }

    private ViewState nothing(ChannelsState state) {
        return switch (state) {
            case ChannelsState.Ready _ ->
                    new ViewState.Empty(
                            Feather.HASH,
                            texts.get("state.empty"),
                            texts.get("state.empty.text"),
                            Optional.of(offerCreate));
            case ChannelsState.NoIdentity _ ->
                    new ViewState.Empty(
                            Feather.HASH,
                            texts.get("state.no-identity"),
                            texts.get("state.no-identity.text"),
                            Optional.empty());
            case ChannelsState.NodeDown _ ->
                    new ViewState.Empty(
                            Feather.PAUSE_CIRCLE,
                            texts.get(isStarting() ? "state.node-starting" : "state.node-stopped"),
                            texts.get("state.stopped.text"),
                            isStarting() ? Optional.empty() : Optional.of(offerStart));
            case ChannelsState.Failed(String why) ->
                    new ViewState.Failed(
                            texts.get("state.failed"),
                            why,
                            Optional.of(offerRetry),
                            Optional.of(offerIdentity));
        };
    }

    private boolean isStarting() {
        return context.nodes().state() instanceof NodeServiceState.Starting;
    }

    private void startNode() {
        var _ = context.nodes().start(context.settings().get().node());
    }

    private void showLost(List<LostChannel> now) {
        lost.show(now);
        lostText.setText(texts.get("lost.banner", now.size()));
        LivePage.setShown(lostBar, !now.isEmpty());
    }

    private static void paintState(TableCell<?, ?> cell, ChannelLine line, String text) {
        if (!line.summary().stored()) {
            IconCells.paint(cell, Feather.ALERT_TRIANGLE, text, IconCells.Tone.TROUBLE);
            return;
        }
        switch (line.summary().phase()) {
            case NEW -> IconCells.paint(cell, Feather.CIRCLE, text, IconCells.Tone.QUIET);
            case OPEN -> IconCells.paint(cell, Feather.CHECK_CIRCLE, text, IconCells.Tone.GOOD);
            case CLOSING -> IconCells.paint(cell, Feather.LOADER, text, IconCells.Tone.QUIET);
        }
    }

    private static void warn(TableCell<?, ?> cell, String text, boolean warned) {
        IconCells.say(cell, text);
        cell.pseudoClassStateChanged(WARNED, warned);
    }
}
