package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.table.Board;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveFeed.Turn;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.RateWindow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads the route table and works out what the window has to change. Lives on the sampler's thread.
@SuppressWarnings("ReferenceEquality") // another node is another object
final class RoutesSource {
    private final Supplier<Optional<SlimNode>> nodes;
    private final LiveList<LiveRow<RouteLine>> list;

    private final RateWindow window = new RateWindow();
    private final Lines lines = new Lines();
    private final Board<EncodedName, RouteSnapshot, RouteLine> board = new Board<>(lines);
    private final RouteTree tree = new RouteTree();
    private @Nullable SlimNode last;
    private Optional<RouteDetail> detail = Optional.empty();

    RoutesSource(Supplier<Optional<SlimNode>> nodes, LiveList<LiveRow<RouteLine>> list) {
        this.nodes = nodes;
        this.list = list;
    }

    /// The groups; what the operator opens and closes may be said on any thread.
    RouteTree tree() {
        return tree;
    }

    synchronized RoutesFrame read(Turn<RoutesLook> turn) {
        Instant now = turn.at();
        RoutesLook look = turn.look();
        Optional<SlimNode> node = nodes.get();
        int missed = 0;
        if (node.isPresent()) {
            SlimNode running = node.get();
            boolean another = running != last;
            if (another) {
                last = running;
                board.clear();
                tree.clear();
                detail = Optional.empty();
            }
            lines.step = window.step(now);
            List<RouteSnapshot> routes = running.routes().routes();
            if (turn.paused() && !another) {
                missed = board.differences(routes);
            } else {
                board.put(routes, now);
            }
        }
        long sortsBefore = board.sorts();
        List<LiveRow<RouteLine>> matching =
                board.show(look.filter(), look.order(), now, turn.calm());
        boolean resorted = board.sorts() != sortsBefore;
        List<LiveRow<RouteLine>> rows =
                look.tree()
                        ? tree.layOut(matching, board.size(), look.order(), resorted)
                        : matching;
        detail = detail(look, node);
        return new RoutesFrame(
                look,
                node.isPresent(),
                Edit.between(list.rows(), rows),
                board.size(),
                matching.size(),
                missed,
                detail);
    }

    /// The paths of all groups that exist.
    synchronized List<String> groups() {
        return tree.paths();
    }

    private Optional<RouteDetail> detail(RoutesLook look, Optional<SlimNode> node) {
        if (look.inFocus().isEmpty()) {
            return Optional.empty();
        }
        EncodedName name = look.inFocus().get();
        LiveRow<RouteLine> row = board.row(name);
        if (row == null) {
            return detail.filter(d -> d.line().name().encoded().equals(name))
                    .map(d -> new RouteDetail(d.line(), true, List.of()));
        }
        RouteLine line = row.value();
        boolean sameSubscribers =
                detail.filter(
                                d ->
                                        !d.gone()
                                                && d.line()
                                                        .route()
                                                        .map(RouteSnapshot::subscribers)
                                                        .equals(
                                                                line.route()
                                                                        .map(
                                                                                RouteSnapshot
                                                                                        ::subscribers)))
                        .isPresent();
        if (sameSubscribers) {
            return detail.map(d -> new RouteDetail(line, false, d.subscribers()));
        }
        return Optional.of(new RouteDetail(line, false, subscribers(line, node)));
    }

    private static List<RouteDetail.Subscriber> subscribers(
            RouteLine line, Optional<SlimNode> node) {
        List<RouteSnapshot.Subscriber> first =
                line.route().map(RouteSnapshot::subscribers).orElse(List.of()).stream()
                        .limit(RouteDetail.MOST_SUBSCRIBERS)
                        .toList();
        Map<ConnectionId, String> called = new HashMap<>();
        for (ConnectionSnapshot connection : node.map(SlimNode::connections).orElse(List.of())) {
            called.put(connection.id(), called(connection));
        }
        List<RouteDetail.Subscriber> all = new ArrayList<>();
        for (RouteSnapshot.Subscriber subscriber : first) {
            all.add(
                    new RouteDetail.Subscriber(
                            subscriber.connection(),
                            subscriber.type(),
                            called.getOrDefault(subscriber.connection(), Formats.NONE),
                            subscriber.since()));
        }
        return all;
    }

    /// How people know a connection: its first name, else its address.
    static String called(ConnectionSnapshot connection) {
        return connection
                .firstName()
                .map(n -> n.prefix() + "/" + Formats.shortId(n.id()))
                .orElse(connection.remoteAddress());
    }

    private final class Lines implements Board.Lines<EncodedName, RouteSnapshot, RouteLine> {
        private RateWindow.Step step = RateWindow.Step.START;

        @Override
        public EncodedName key(RouteSnapshot route) {
            return route.encoded();
        }

        @Override
        public RouteLine line(RouteSnapshot route, @Nullable RouteLine before) {
            return RouteLine.next(route, before, step, window);
        }
    }
}
