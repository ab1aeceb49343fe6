package io.slimconsole.ui.overview;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.overview.OverviewViewModel.Fact;
import io.slimconsole.ui.overview.OverviewViewModel.Overview;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.EventLine;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Target;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;

/// Is the node well, what is it doing, and how does a client get here.
public final class OverviewScreen implements Screen, AutoCloseable {
    private static final int EVENTS = 12;

    /// Below this width, measured by the text, the columns stand under each other.
    private static final double TWO_COLUMNS = 69;

    /// Below these widths the tiles stand in several rows.
    private static final double TILES_IN_A_ROW = 48;

    private static final double THREE_TILES = 36;

    private final Texts texts = Texts.of(OverviewScreen.class);
    private final ConsoleContext context;
    private final SampleTraffic samples;
    private final OverviewViewModel model;
    private final ToggleSwitch sampleSwitch = new ToggleSwitch();
    private final Label headline = new Label();
    private final Label subline = new Label();
    private final HBox health = new HBox();
    private final Button start = new Button();
    private final Tile in;
    private final Tile out;
    private final Tile connections;
    private final Tile routes;
    private final Tile dropped;
    private final RateChart chart = new RateChart();
    private final ConnectCard connect;
    private final VBox problems = new VBox();
    private final GridPane totals = new GridPane();
    private final VBox events = new VBox();
    private final VBox left = new VBox();
    private final VBox right = new VBox();
    private List<Problem> shownProblems = List.of();
    private List<Fact> shownTotals = List.of();
    private List<EventLine> shownEvents = List.of();
    private final List<Label> eventAges = new ArrayList<>();

    public OverviewScreen(ConsoleContext context, SampleTraffic samples) {
        this.context = context;
        this.samples = samples;
        this.model = new OverviewViewModel(context.nodes(), context.ui(), context.clock());
        this.in = new Tile("tile-in", texts.get("tile.in"));
        this.out = new Tile("tile-out", texts.get("tile.out"));
        this.connections = new Tile("tile-connections", texts.get("tile.connections"));
        this.routes = new Tile("tile-routes", texts.get("tile.routes"));
        this.dropped = new Tile("tile-dropped", texts.get("tile.dropped"));
        sampleSwitch.setId("sample-traffic");
        sampleSwitch.setAccessibleText(texts.get("sample.title"));
        sampleSwitch.setSelected(samples.running());
        sampleSwitch.selectedProperty().subscribe(this::switchSamples);
        this.connect = new ConnectCard(context.copier());
    }

    @Override
    public String id() {
        return "overview";
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public Ikon icon() {
        return Feather.HOME;
    }

    @Override
    public Node content() {
        headline.setId("headline");
        headline.getStyleClass().add("headline");
        subline.setId("subline");
        subline.getStyleClass().add("muted");
        subline.setWrapText(true);
        start.setText(texts.get("start"));
        start.setId("start-node");
        start.getStyleClass().add(Styles.ACCENT);
        start.setOnAction(_ -> model.startNode(context.settings().get().node()));
        health.getStyleClass().add("health");
        health.setAlignment(Pos.CENTER_LEFT);

        var tiles = new GridPane();
        tiles.getStyleClass().add("tiles");

        var legend =
                new HBox(
                        RateChart.legend(texts.get("chart.in"), "in"),
                        RateChart.legend(texts.get("chart.out"), "out"));
        legend.getStyleClass().add("legend");
        var chartHeader = header(texts.get("chart.title"));
        chartHeader.getChildren().add(legend);
        var chartCard = new VBox(chartHeader, chart);
        chartCard.getStyleClass().add("card");

        left.getStyleClass().add("column");
        left.getChildren().setAll(chartCard, connect);
        totals.setId("totals");
        totals.getStyleClass().add("facts");
        problems.setId("problems");
        problems.getStyleClass().add("lines");
        events.setId("events");
        events.getStyleClass().add("lines");
        VBox totalsCard = card(texts.get("totals.title"), totals);
        totalsCard.visibleProperty().bind(Bindings.isNotEmpty(totals.getChildren()));
        totalsCard.managedProperty().bind(totalsCard.visibleProperty());
        right.getStyleClass().addAll("column", "side-column");
        right.getChildren()
                .setAll(
                        card(texts.get("problems.title"), problems),
                        sampleCard(),
                        card(texts.get("events.title"), events),
                        totalsCard);
        var columns = new HBox(left, right);
        columns.getStyleClass().add("columns");
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(0);
        var page = new VBox(health, tiles, columns);
        page.getStyleClass().add("page");
        var scroll = new ScrollPane(page);
        scroll.setId("overview");
        scroll.getStyleClass().add("page-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.widthProperty().subscribe(() -> arrange(page, tiles, columns));
        subline.fontProperty().subscribe(() -> arrange(page, tiles, columns));
        model.overview().subscribe(this::show);
        return scroll;
    }

    @Override
    public void shown() {
        model.start();
    }

    @Override
    public void hidden() {
        model.stop();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    public void close() {
        model.close();
    }

    /// One second of the chart; a test fills it without waiting for five minutes.
    void record(double inPerSecond, double outPerSecond) {
        model.record(inPerSecond, outPerSecond);
    }

    /// Side by side where there is room, else under each other.
    private void arrange(VBox page, GridPane tiles, HBox columns) {
        double width = page.getWidth() / subline.getFont().getSize();
        arrangeTiles(tiles, width >= TILES_IN_A_ROW ? 5 : width >= THREE_TILES ? 3 : 2);
        boolean wide = width >= TWO_COLUMNS;
        if (wide && !columns.getChildren().contains(right)) {
            page.getChildren().remove(right);
            columns.getChildren().add(right);
        } else if (!wide && columns.getChildren().remove(right)) {
            page.getChildren().add(right);
        }
    }

    private void arrangeTiles(GridPane tiles, int columns) {
        if (tiles.getColumnConstraints().size() == columns) {
            return;
        }
        tiles.getChildren().clear();
        tiles.getColumnConstraints().clear();
        for (int i = 0; i < columns; i++) {
            var column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            tiles.getColumnConstraints().add(column);
        }
        List<Tile> all = List.of(in, out, connections, routes, dropped);
        for (int i = 0; i < all.size(); i++) {
            tiles.add(all.get(i), i % columns, i / columns);
        }
    }

    private void show(Overview o) {
        headline.setText(o.headline());
        subline.setText(o.subline());
        var words = new VBox(headline, subline);
        HBox.setHgrow(words, Priority.ALWAYS);
        health.getChildren().setAll(healthIcon(o.health()), words);
        if (o.canStart()) {
            health.getChildren().add(start);
        }
        in.show(o.messagesIn(), o.bytesIn());
        out.show(o.messagesOut(), o.bytesOut());
        connections.show(o.connections(), o.connectionTypes());
        routes.show(o.routes(), "");
        dropped.show(o.dropped(), texts.get("tile.sinceStart"));
        chart.show(o.rates());
        connect.show(o);
        int place = left.getChildren().indexOf(connect);
        int wanted = o.newcomer() ? 0 : 1;
        if (place >= 0 && place != wanted) {
            left.getChildren().remove(connect);
            left.getChildren().add(wanted, connect);
        }
        if (!o.problems().equals(shownProblems) || problems.getChildren().isEmpty()) {
            shownProblems = o.problems();
            showProblems();
        }
        if (!o.totals().equals(shownTotals)) {
            shownTotals = o.totals();
            showTotals();
        }
        showEvents(o);
    }

    private static Node healthIcon(String health) {
        return switch (health) {
            case "ok" -> Icons.of(Feather.CHECK_CIRCLE, "state-icon", "ok");
            case "warn" -> Icons.of(Feather.ALERT_TRIANGLE, "state-icon", "warn");
            case "bad" -> Icons.of(Feather.ALERT_OCTAGON, "state-icon", "error");
            default -> Icons.of(Feather.PAUSE_CIRCLE, "state-icon");
        };
    }

    private void showProblems() {
        List<Node> lines = new ArrayList<>();
        if (shownProblems.isEmpty()) {
            var none = new Label(texts.get("problems.none"), Icons.of(Feather.CHECK, "ok"));
            none.getStyleClass().add("muted");
            lines.add(none);
        }
        for (Problem problem : shownProblems) {
            boolean error = problem.severity() == Problem.Severity.ERROR;
            var title = new Label(problem.title());
            title.getStyleClass().add("strong");
            title.setWrapText(true);
            title.setMinHeight(Region.USE_PREF_SIZE);
            var text = new Label(problem.text());
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            var words = new VBox(title, text);
            HBox.setHgrow(words, Priority.ALWAYS);
            problem.place()
                    .ifPresent(place -> words.getChildren().add(link(problem.linkText(), place)));
            var line =
                    new HBox(
                            Icons.of(
                                    error ? Feather.ALERT_OCTAGON : Feather.ALERT_TRIANGLE,
                                    error ? "error" : "warn"),
                            words);
            line.getStyleClass().add("problem");
            lines.add(line);
        }
        problems.getChildren().setAll(lines);
    }

    private void showTotals() {
        totals.getChildren().clear();
        for (int i = 0; i < shownTotals.size(); i++) {
            var label = new Label(shownTotals.get(i).label());
            label.getStyleClass().add("muted");
            var value = new Label(shownTotals.get(i).value());
            value.getStyleClass().add("mono");
            value.setMaxWidth(Double.MAX_VALUE);
            value.setAlignment(Pos.CENTER_RIGHT);
            GridPane.setHgrow(value, Priority.ALWAYS);
            totals.addRow(i, label, value);
        }
    }

    /// Builds the lines anew only when there is a new one: a link that has the focus keeps it.
    private void showEvents(Overview o) {
        List<EventLine> newest = o.events().subList(0, Math.min(EVENTS, o.events().size()));
        if (!newest.equals(shownEvents) || events.getChildren().isEmpty()) {
            shownEvents = List.copyOf(newest);
            eventAges.clear();
            List<Node> lines = new ArrayList<>();
            if (newest.isEmpty()) {
                var none = new Label(texts.get("events.none"));
                none.getStyleClass().add("muted");
                lines.add(none);
            }
            newest.forEach(event -> lines.add(line(event)));
            events.getChildren().setAll(lines);
        }
        for (int i = 0; i < eventAges.size(); i++) {
            eventAges.get(i).setText(Formats.ago(shownEvents.get(i).at(), o.at()));
        }
    }

    private Node line(EventLine event) {
        var when = new Label();
        eventAges.add(when);
        when.getStyleClass().addAll("muted", "event-age");
        when.setTooltip(new Tooltip(Formats.time(event.at(), context.clock().getZone())));
        Node text =
                event.place()
                        .<Node>map(place -> link(event.text(), place))
                        .orElseGet(() -> plain(event.text()));
        HBox.setHgrow(text, Priority.ALWAYS);
        var line =
                new HBox(
                        Icons.of(
                                switch (event.kind()) {
                                    case "ok" -> Feather.CHECK;
                                    case "warn" -> Feather.ALERT_TRIANGLE;
                                    default -> Feather.MINUS;
                                },
                                event.kind()),
                        text,
                        when);
        line.getStyleClass().add("event");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Hyperlink link(String text, Target place) {
        var link = new Hyperlink(text);
        link.setMinWidth(0);
        link.setMaxWidth(Double.MAX_VALUE);
        link.setTooltip(new Tooltip(text));
        link.setOnAction(_ -> context.navigation().reveal(place));
        return link;
    }

    private static Label plain(String text) {
        var label = new Label(text);
        label.setMinWidth(0);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private static HBox header(String title) {
        var label = new Label(title);
        label.getStyleClass().add("card-title");
        label.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(label, Priority.ALWAYS);
        var header = new HBox(label);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    /// For those who have no client yet.
    private VBox sampleCard() {
        var title = new Label(texts.get("sample.title"));
        title.getStyleClass().add("card-title");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setLabelFor(sampleSwitch);
        HBox.setHgrow(title, Priority.ALWAYS);
        var header = new HBox(title, sampleSwitch);
        header.setAlignment(Pos.CENTER_LEFT);
        var text = new Label(texts.get("sample.text"));
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        var card = new VBox(header, text);
        card.getStyleClass().add("card");
        return card;
    }

    private static VBox card(String title, Node content) {
        var card = new VBox(header(title), content);
        card.getStyleClass().add("card");
        return card;
    }

    private void switchSamples(boolean on) {
        if (on == samples.running()) {
            return;
        }
        sampleSwitch.setDisable(true);
        context.tasks()
                .run(
                        texts.get(on ? "sample.starting" : "sample.stopping"),
                        _ -> {
                            if (on) {
                                samples.start();
                            } else {
                                samples.stop();
                            }
                            return on;
                        },
                        _ -> sampleSwitch.setDisable(false),
                        failure -> {
                            sampleSwitch.setDisable(false);
                            sampleSwitch.setSelected(samples.running());
                            context.toasts()
                                    .error(
                                            texts.get(
                                                    "sample.failed",
                                                    String.valueOf(failure.getMessage())));
                        });
    }

    /// A number that matters, with what it counts above and a second number below.
    private static final class Tile extends VBox {
        private final Label value = new Label();
        private final Label below = new Label();

        Tile(String id, String title) {
            setId(id);
            getStyleClass().addAll("card", "tile");
            var label = new Label(title);
            label.getStyleClass().add("muted");
            value.getStyleClass().addAll("mono", "tile-value");
            below.getStyleClass().add("muted");
            setMinWidth(0);
            setMaxWidth(Double.MAX_VALUE);
            getChildren().setAll(label, value, below);
        }

        void show(String number, String text) {
            value.setText(number);
            below.setText(text);
        }
    }
}
