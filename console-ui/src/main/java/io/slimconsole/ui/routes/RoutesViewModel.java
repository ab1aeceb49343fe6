package io.slimconsole.ui.routes;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// What the Routes screen shows and does, apart from Explain.
final class RoutesViewModel implements AutoCloseable {
    static final Duration PERIOD = Duration.ofMillis(250);

    /// How many routes there are.
    record Counts(boolean running, int all, int matching, int missed) {
        static final Counts NONE = new Counts(false, 0, 0, 0);
    }

    private final TaskRunner tasks;
    private final Copier copier;
    private final Texts texts = Texts.of(RoutesViewModel.class);
    private final LiveList<LiveRow<RouteLine>> rows = new LiveList<>();
    private final StringProperty filter = new SimpleStringProperty("");
    private final BooleanProperty tree = new SimpleBooleanProperty(true);
    private final BooleanProperty paused = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Counts> counts = new ReadOnlyObjectWrapper<>(Counts.NONE);
    private final ReadOnlyObjectWrapper<Optional<RouteDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyLongWrapper frames = new ReadOnlyLongWrapper();
    private final RoutesSource source;
    private final Sampler<RoutesFrame> sampler;
    private volatile RoutesLook look = RoutesLook.FIRST;

    /// What the rows in sight were laid out for.
    private RoutesLook shown = RoutesLook.FIRST;

    RoutesViewModel(
            Supplier<Optional<SlimNode>> nodes,
            TaskRunner tasks,
            Copier copier,
            Executor ui,
            InstantSource clock) {
        this.tasks = tasks;
        this.copier = copier;
        source = new RoutesSource(nodes, () -> look, clock, rows);
        sampler = new Sampler<>("routes", PERIOD, source::read, ui, this::apply);
        filter.addListener((_, _, text) -> filtered(text));
        tree.addListener((_, _, now) -> change(l -> l.tree(now)));
        paused.addListener((_, _, now) -> change(l -> l.paused(now)));
    }

    /// Reads from now on; the first time at once.
    void start() {
        sampler.start();
    }

    void stop() {
        sampler.stop();
    }

    @Override
    public void close() {
        sampler.close();
    }

    /// Takes a snapshot now and sorts the rows.
    void refresh() {
        change(RoutesLook::sortedNow);
    }

    /// One sample on this thread: what the sampler does in its turn.
    void sampleHere() {
        apply(source.read());
    }

    private void apply(RoutesFrame frame) {
        shown = frame.look();
        rows.apply(frame.edit());
        counts.set(new Counts(frame.running(), frame.all(), frame.matching(), frame.missed()));
        detail.set(frame.detail());
        frames.set(frames.get() + 1);
    }

    LiveList<LiveRow<RouteLine>> rows() {
        return rows;
    }

    StringProperty filter() {
        return filter;
    }

    BooleanProperty tree() {
        return tree;
    }

    BooleanProperty paused() {
        return paused;
    }

    ReadOnlyObjectProperty<Counts> counts() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RouteDetail>> detail() {
        return detail.getReadOnlyProperty();
    }

    /// Counts up after each sample: the cells in sight are to be looked at again.
    ReadOnlyLongProperty frames() {
        return frames.getReadOnlyProperty();
    }

    /// The filter that the rows in sight have passed; for highlighting.
    RouteFilter shownFilter() {
        return shown.filter();
    }

    /// Whether the rows in sight are a tree; the switch may say otherwise until the next sample.
    boolean isShownAsTree() {
        return shown.tree();
    }

    void sort(RowOrder<RouteLine> order) {
        change(l -> l.sortedBy(order));
    }

    /// Opens or closes a group.
    void expand(RouteLine group, boolean open) {
        source.tree().expand(group.path(), open);
        sampler.sampleNow();
    }

    /// Opens or closes all groups.
    void expandAll(boolean open) {
        tasks.run(
                texts.get(open ? "expand-all" : "collapse-all"),
                _ -> {
                    source.tree().expandAll(source.groups(), open);
                    return open;
                },
                _ -> sampler.sampleNow(),
                failure -> {
                    throw new IllegalStateException("opening and closing groups failed", failure);
                });
    }

    /// Shows a route's details, and opens the groups above it.
    void reveal(RouteName name) {
        source.tree().reveal(name);
        focus(Optional.of(name.encoded()));
        sampler.sampleNow();
    }

    void focus(Optional<EncodedName> route) {
        if (!route.equals(look.inFocus())) {
            change(l -> l.focused(route));
        }
    }

    /// `3 of 1 204 routes`, or how many there are.
    String summary() {
        Counts now = counts.get();
        String total = Formats.count(now.all(), texts.get("one"), texts.get("many"));
        return now.matching() == now.all()
                ? total
                : texts.get("shown-of", Formats.count(now.matching()), total);
    }

    /// Puts full names on the clipboard, one a line; of a group, its path.
    void copyNames(List<RouteLine> lines) {
        if (!lines.isEmpty()) {
            copier.copy(
                    String.join("\n", lines.stream().map(RouteLine::path).toList()),
                    texts.get("copy.names", lines.size()));
        }
    }

    void copyJson(List<RouteLine> lines) {
        if (!lines.isEmpty()) {
            var all = lines.stream().map(RoutesViewModel::json).toList();
            copier.copy(
                    Json.write(all.size() == 1 ? all.getFirst() : all),
                    texts.get("copy.json", lines.size()));
        }
    }

    private static Map<String, Object> json(RouteLine line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", line.path());
        if (line.route().isPresent()) {
            RouteSnapshot route = line.route().get();
            EncodedName encoded = route.encoded();
            json.put(
                    "encoded",
                    List.of(
                            Long.toHexString(encoded.component0()),
                            Long.toHexString(encoded.component1()),
                            Long.toHexString(encoded.component2()),
                            encoded.id().toString()));
            json.put(
                    "subscribers",
                    route.subscribers().stream().map(RoutesViewModel::json).toList());
        } else {
            json.put("routes", line.routes());
        }
        json.put("since", line.since());
        json.put("messages", line.messages());
        json.put("bytes", line.bytes());
        line.lastMatched().ifPresent(m -> json.put("last_matched", m));
        return json;
    }

    private static Map<String, Object> json(RouteSnapshot.Subscriber subscriber) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connection", subscriber.connection().value());
        json.put("type", subscriber.type());
        json.put("since", subscriber.since());
        return json;
    }

    private void filtered(@Nullable String typed) {
        var understood = RouteFilter.of(typed == null ? "" : typed);
        source.tree().setFiltered(!understood.isEmpty());
        change(l -> l.filtered(understood));
    }

    private void change(UnaryOperator<RoutesLook> to) {
        look = to.apply(look);
        sampler.sampleNow();
    }
}
