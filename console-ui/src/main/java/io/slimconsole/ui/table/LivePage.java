package io.slimconsole.ui.table;

import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.SidePane;
import io.slimconsole.ui.fx.StatePane;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.node.NodeServiceState;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What all screens of live tables have in common: the bar with filter, columns and pause, what there is to say instead
/// of rows, the details beside them, and the line at the foot.
///
/// The screen's own words `filter.prompt`, `filter.help`, `state.starting`, `state.stopped.text` and
/// `state.stopped.rows` say what the rows are; `paused.bar`, if there is one, what came since the operator paused.
public final class LivePage {
    private static final Texts COMMON = Texts.of(LivePage.class);

    private final Texts texts;
    private final LiveFeed<?, ?> feed;
    private final ConsoleContext context;

    /// The same in each frame: a click on a button that is made anew would be lost.
    private final ViewState.Offer offerAll;

    private final ViewState.Offer offerAddress =
            new ViewState.Offer(COMMON.get("copy.address"), this::copyAddress);
    private final StatePane state;
    private final SidePane side;
    private final FilterField filter;
    private final ColumnMenu columns;
    private final HBox bar = new HBox();
    private final HBox below = new HBox();
    private final VBox notes = new VBox();
    private final Region gap = grown(new Region());
    private final Label pausedText = new Label();
    private final Label summary = new Label();
    private final HBox foot = new HBox();
    private final VBox root = new VBox();
    private boolean sampled;

    /// @param id of the screen; ids of its parts begin with it
    /// @param texts of the screen
    /// @param content the table, or a stack of several
    /// @param clearFilter takes back all that hides rows
    public LivePage(
            String id,
            Texts texts,
            LiveFeed<?, ?> feed,
            ConsoleContext context,
            Node content,
            Runnable clearFilter) {
        this.texts = texts;
        this.feed = feed;
        this.context = context;
        offerAll = new ViewState.Offer(COMMON.get("filter.clear"), clearFilter);
        state = new StatePane(content);
        side = new SidePane(state, context.uiState(), id + ".details");
        filter =
                new FilterField(
                        id + "-filter",
                        texts.get("filter.prompt"),
                        texts.get("filter.help"),
                        COMMON.get("filter.clear"),
                        feed.filter());
        grown(filter);
        columns = new ColumnMenu(id + "-columns");
        var live = new LiveToggle(id + "-live", COMMON, feed.paused());
        live.setMinWidth(Region.USE_PREF_SIZE);
        bar.getStyleClass().add("live-bar");
        bar.setMinWidth(0);
        below.getStyleClass().add("live-bar");
        setShown(below, false);
        bar.getChildren().setAll(filter, columns, live);
        summary.setId(id + "-summary");
        summary.getStyleClass().add("summary");
        foot.getStyleClass().add("live-foot");
        foot.getChildren().setAll(summary, grown(new Region()));
        VBox.setVgrow(side, Priority.ALWAYS);
        root.setId(id + "-screen");
        root.getStyleClass().add("live-screen");
        root.getStylesheets().add(LiveTable.stylesheet());
        root.setMinWidth(0);
        root.getChildren().setAll(bar, below, notes, pausedBar(id), side, foot);
        root.widthProperty().subscribe(this::arrange);
        summary.fontProperty().subscribe(this::arrange);
    }

    public Node node() {
        return root;
    }

    /// Adds looks of the screen's own.
    ///
    /// @param styleSheet in which they are written
    public void style(String styleClass, String styleSheet) {
        root.getStyleClass().add(styleClass);
        root.getStylesheets().add(styleSheet);
    }

    public LiveFeed<?, ?> feed() {
        return feed;
    }

    public FilterField filter() {
        return filter;
    }

    /// The list, and the details beside it.
    public SidePane side() {
        return side;
    }

    /// Puts these into the bar, before the filter.
    public void lead(Node... nodes) {
        bar.getChildren().addAll(0, List.of(nodes));
    }

    /// Puts a control into the bar, behind the filter.
    public void follow(Region control) {
        control.setMinWidth(Region.USE_PREF_SIZE);
        bar.getChildren().add(bar.getChildren().indexOf(columns), control);
    }

    /// Puts something under the bar, for what there is to say about the filter.
    public void note(Node node) {
        notes.getChildren().add(node);
    }

    /// Puts something into the foot, behind the summary.
    public void tell(Node node) {
        foot.getChildren().add(foot.getChildren().indexOf(summary) + 1, node);
    }

    /// Large text in little room: the filter has a line of its own then.
    private void arrange() {
        double others = 0;
        for (Node node : bar.getChildren()) {
            others += node.equals(filter) ? 0 : node.minWidth(-1) + bar.getSpacing();
        }
        double needed =
                others + filter.minWidth(-1) + bar.snappedLeftInset() + bar.snappedRightInset();
        boolean narrow = root.getWidth() > 0 && needed > root.getWidth();
        if (narrow && bar.getChildren().contains(filter)) {
            bar.getChildren().set(bar.getChildren().indexOf(filter), gap);
            below.getChildren().setAll(filter);
        } else if (!narrow && !bar.getChildren().contains(filter)) {
            below.getChildren().clear();
            bar.getChildren().set(bar.getChildren().indexOf(gap), filter);
        }
        setShown(below, narrow);
    }

    /// Adds a button to the foot, for what can be done with the selected rows.
    public void act(Button button, String id, String text, Runnable action) {
        button.setId(id);
        button.setText(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        foot.getChildren().add(button);
    }

    /// The table whose columns can be chosen: the one in sight.
    public void setTable(ColumnChoice table) {
        columns.offer(table);
    }

    /// A menu entry, called as the screen's texts say.
    public MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    /// Called after each sample.
    public void setOnFrame(Runnable action) {
        feed.frames()
                .subscribe(
                        count -> {
                            if (count.longValue() > 0) {
                                sampled = true;
                                action.run();
                            }
                        });
    }

    /// The screen comes into sight.
    public void shown() {
        if (!sampled) {
            state.show(new ViewState.Loading(texts.get("state.starting")));
        }
    }

    /// Says how many rows there are, and what there is to say instead of them.
    ///
    /// @param selected how many rows are
    /// @param nothing what a node without any is like
    /// @param noMatch what to say when no row passes; empty when nothing is filtered
    public void show(
            Tally tally, int selected, Supplier<ViewState> nothing, Optional<String> noMatch) {
        show(tally, selected, stateOf(tally, nothing, noMatch));
    }

    /// The same, for a screen that knows by itself what there is to say instead of its rows.
    public void show(Tally tally, int selected, ViewState said) {
        pausedText.setText(
                tally.missed() == 0
                        ? COMMON.get("paused.bar.none")
                        : (texts.has("paused.bar") ? texts : COMMON)
                                .get("paused.bar", Formats.count(tally.missed())));
        summarize(tally, selected);
        arrange();
        if (sampled) {
            state.show(said);
        }
    }

    /// The first half of [#show], for when rows are only selected.
    public void summarize(Tally tally, int selected) {
        summary.setText(
                selected > 1
                        ? tally.summary() + " · " + COMMON.get("selected", Formats.count(selected))
                        : tally.summary());
    }

    /// What to say when no row passes what is typed.
    public String noMatch(Tally tally) {
        return COMMON.get("no-match", tally.total(), feed.filter().get().strip());
    }

    /// A node without clients: says where to point one.
    ///
    /// @param key of the title; with `.text`, of what follows
    public ViewState waitingForClients(Ikon icon, String key) {
        return new ViewState.Empty(
                icon,
                texts.get(key),
                texts.get(key + ".text", address()),
                Optional.of(offerAddress));
    }

    /// There are rows, and the filter hides them all.
    public ViewState nothingMatches(String text) {
        return new ViewState.NoMatch(text, offerAll);
    }

    public static void setShown(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }

    private static <R extends Region> R grown(R region) {
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    private HBox pausedBar(String id) {
        pausedText.setId(id + "-paused");
        var resume = new Button(COMMON.get("resume"));
        resume.getStyleClass().addAll("small", "flat", "accent");
        resume.setOnAction(_ -> feed.paused().set(false));
        var paused = new HBox(pausedText, resume);
        paused.getStyleClass().add("paused-bar");
        feed.paused().subscribe(now -> setShown(paused, now));
        return paused;
    }

    private ViewState stateOf(Tally tally, Supplier<ViewState> nothing, Optional<String> noMatch) {
        if (tally.all() == 0) {
            return tally.running() ? nothing.get() : stopped();
        }
        if (tally.shown() == 0 && noMatch.isPresent()) {
            return nothingMatches(noMatch.get());
        }
        return tally.running()
                ? new ViewState.Ready()
                : new ViewState.Stopped(texts.get("state.stopped.rows"), Optional.empty());
    }

    private ViewState stopped() {
        boolean starting = context.nodes().state() instanceof NodeServiceState.Starting;
        return new ViewState.Empty(
                Feather.PAUSE_CIRCLE,
                COMMON.get(starting ? "node-starting" : "node-stopped"),
                texts.get("state.stopped.text"),
                Optional.empty());
    }

    private String address() {
        return context.nodes()
                .node()
                .flatMap((SlimNode n) -> n.status().address())
                .map(a -> a.getHostString() + ":" + a.getPort())
                .orElse(Formats.NONE);
    }

    private void copyAddress() {
        context.copier().copy(address(), COMMON.get("copied.address"));
    }
}
