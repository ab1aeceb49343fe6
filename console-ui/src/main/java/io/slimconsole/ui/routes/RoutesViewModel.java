package io.slimconsole.ui.routes;

import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Copier;
import io.slimconsole.ui.fx.TaskRunner;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Json;
import io.slimconsole.ui.table.LiveFeed;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RowOrder;
import io.slimconsole.ui.table.Tally;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// What the Routes screen shows and does, apart from Explain.
final class RoutesViewModel {
    private final TaskRunner tasks;
    private final Copier copier;
    private final Texts texts = Texts.of(RoutesViewModel.class);
    private final LiveList<LiveRow<RouteLine>> rows = new LiveList<>();
    private final BooleanProperty tree = new SimpleBooleanProperty(true);
    private final ReadOnlyObjectWrapper<Optional<RouteDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final RoutesSource source;
    private final LiveFeed<RoutesLook, RoutesFrame> feed;
    private Tally tally;

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
        source = new RoutesSource(nodes, rows);
        tally = tallied(false, 0, 0, 0);
        feed = new LiveFeed<>("routes", RoutesLook.FIRST, source::read, ui, clock, this::apply);
        feed.filter().addListener((_, _, text) -> filtered(text));
        tree.addListener((_, _, now) -> feed.change(l -> l.tree(now)));
    }

    /// What it reads, when, and what of it is shown.
    LiveFeed<?, ?> feed() {
        return feed;
    }

    private void apply(RoutesFrame frame) {
        shown = frame.look();
        rows.apply(frame.edit());
        tally = tallied(frame.running(), frame.matching(), frame.all(), frame.missed());
        detail.set(frame.detail());
    }

    private Tally tallied(boolean running, int matching, int all, int missed) {
        return new Tally(running, matching, all, missed, texts.get("one"), texts.get("many"));
    }

    LiveList<LiveRow<RouteLine>> rows() {
        return rows;
    }

    BooleanProperty tree() {
        return tree;
    }

    /// How many routes there are, in closed groups too.
    Tally tally() {
        return tally;
    }

    ReadOnlyObjectProperty<Optional<RouteDetail>> detail() {
        return detail.getReadOnlyProperty();
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
        feed.change(l -> l.sortedBy(order));
    }

    /// Opens or closes a group.
    void expand(RouteLine group, boolean open) {
        source.tree().expand(group.path(), open);
        feed.sampleNow();
    }

    /// Opens or closes all groups.
    void expandAll(boolean open) {
        tasks.run(
                texts.get(open ? "expand-all" : "collapse-all"),
                _ -> {
                    source.tree().expandAll(source.groups(), open);
                    return open;
                },
                _ -> feed.sampleNow(),
                failure -> {
                    throw new IllegalStateException("opening and closing groups failed", failure);
                });
    }

    /// Shows a route's details, and opens the groups above it.
    void reveal(RouteName name) {
        source.tree().reveal(name);
        focus(Optional.of(name.encoded()));
        feed.sampleNow();
    }

    void focus(Optional<EncodedName> route) {
        if (!route.equals(feed.look().inFocus())) {
            feed.change(l -> l.focused(route));
        }
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
        feed.change(l -> l.filtered(understood));
    }
}
