package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.KeptOut;
import io.slimconsole.node.RouteSnapshot;
import io.slimconsole.node.SlimNode;
import io.slimconsole.ui.table.Board;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveFeed.Turn;
import io.slimconsole.ui.table.LiveList;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.NamePattern;
import io.slimconsole.ui.table.RateWindow;
import io.slimconsole.ui.table.RowFilter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the node and works out what the window has to change. Lives on the sampler's thread.
@SuppressWarnings("ReferenceEquality") // another node is another object, another look likewise
final class ClientsSource {
    private final Supplier<Optional<SlimNode>> nodes;
    private final LiveList<LiveRow<ClientLine>> open;
    private final LiveList<LiveRow<ClosedConnection>> closed;
    private final LiveList<LiveRow<KeptOut>> keptOut;

    private final RateWindow window = new RateWindow();
    private final Lines lines = new Lines();
    private final Board<ConnectionId, ConnectionSnapshot, ClientLine> openBoard =
            new Board<>(lines);
    private final Board<ConnectionId, ClosedConnection, ClosedConnection> closedBoard =
            new Board<>(unchanging(c -> c.last().id()));
    private final Board<String, KeptOut, KeptOut> keptOutBoard =
            new Board<>(unchanging(KeptOut::linkId));

    private @Nullable SlimNode last;
    private @Nullable ClientFilter typedFilter;
    private ClientFilter filter = ClientsLook.FIRST.filter();
    private RowFilter<ClosedConnection> closedFilter = _ -> true;
    private RowFilter<KeptOut> keptOutFilter = _ -> true;
    private NameIndex names = NameIndex.EMPTY;
    private Optional<ClientDetail> detail = Optional.empty();
    private Instant namesRead = Instant.MIN;

    ClientsSource(
            Supplier<Optional<SlimNode>> nodes,
            LiveList<LiveRow<ClientLine>> open,
            LiveList<LiveRow<ClosedConnection>> closed,
            LiveList<LiveRow<KeptOut>> keptOut) {
        this.nodes = nodes;
        this.open = open;
        this.closed = closed;
        this.keptOut = keptOut;
    }

    synchronized ClientsFrame read(Turn<ClientsLook> turn) {
        Instant now = turn.at();
        ClientsLook look = turn.look();
        Optional<SlimNode> node = nodes.get();
        int missed = 0;
        if (node.isPresent()) {
            SlimNode running = node.get();
            boolean another = running != last;
            if (another) {
                startOver(running);
            }
            lines.step = window.step(now);
            lines.at = now;
            List<ConnectionSnapshot> connections = running.connections();
            if (turn.paused() && !another) {
                missed = openBoard.differences(connections);
            } else {
                openBoard.put(connections, now);
                closedBoard.put(running.recentlyClosed(), now);
                keptOutBoard.put(running.keptOut(), now);
            }
        }
        adopt(look, node);
        var openRows = openBoard.show(filter, look.openOrder(), now, turn.calm());
        var closedRows = closedBoard.show(closedFilter, look.closedOrder(), now, turn.calm());
        var keptOutRows = keptOutBoard.show(keptOutFilter, look.keptOutOrder(), now, turn.calm());
        detail = detail(turn, node);
        return new ClientsFrame(
                node.isPresent(),
                Edit.between(open.rows(), openRows),
                Edit.between(closed.rows(), closedRows),
                Edit.between(keptOut.rows(), keptOutRows),
                openBoard.size(),
                closedBoard.size(),
                keptOutBoard.size(),
                openBoard.count(line -> line.problem().isPresent()),
                missed,
                detail);
    }

    private void startOver(SlimNode running) {
        last = running;
        openBoard.clear();
        closedBoard.clear();
        keptOutBoard.clear();
        names = NameIndex.EMPTY;
        detail = Optional.empty();
    }

    /// Takes over the operator's filter, with the names it needs.
    private void adopt(ClientsLook look, Optional<SlimNode> node) {
        ClientFilter wanted = look.filter();
        boolean typed = wanted != typedFilter;
        if (wanted.readsNames() && node.isPresent()) {
            NameIndex fresh = names.of(node.get().routes());
            if (typed || fresh != names) {
                names = fresh;
                filter = wanted.with(fresh);
            }
        } else if (typed) {
            filter = wanted;
        }
        if (typed) {
            typedFilter = wanted;
            String text = look.typed().strip();
            ClientFilter words = filter;
            closedFilter =
                    c ->
                            words.test(asLine(c.last()))
                                    || NamePattern.contains(c.detail(), text)
                                    || NamePattern.contains(spaced(c.reason()), text);
            keptOutFilter =
                    k ->
                            NamePattern.contains(k.name(), text)
                                    || NamePattern.contains(k.remoteAddress(), text)
                                    || NamePattern.contains(k.linkId(), text);
        }
    }

    private Optional<ClientDetail> detail(Turn<ClientsLook> turn, Optional<SlimNode> node) {
        ClientsLook look = turn.look();
        if (look.inFocus().isEmpty()) {
            return Optional.empty();
        }
        ConnectionId id = look.inFocus().get();
        Optional<ClientDetail> before =
                detail.filter(d -> d.line().now().id().equals(id) && d.ended().isEmpty());
        var row = openBoard.row(id);
        if (row == null) {
            var ended = closedBoard.row(id);
            if (ended != null) {
                return Optional.of(
                        new ClientDetail(
                                asLine(ended.value().last()),
                                Optional.of(ended.value()),
                                true,
                                List.of(),
                                0));
            }
            return before.map(d -> new ClientDetail(d.line(), d.ended(), true, List.of(), 0));
        }
        ClientLine line = row.value();
        boolean sameNames =
                before.filter(d -> d.allNames() == line.now().subscriptions()).isPresent()
                        && (turn.paused() || namesRead.plus(Board.PACE).isAfter(turn.at()));
        if (sameNames || node.isEmpty()) {
            return before.map(
                    d -> new ClientDetail(line, Optional.empty(), false, d.names(), d.allNames()));
        }
        namesRead = turn.at();
        List<RouteSnapshot> routes =
                node.get().routesOf(id).stream()
                        .sorted(Comparator.comparing(RouteSnapshot::displayName))
                        .limit(ClientDetail.MOST_NAMES)
                        .toList();
        return Optional.of(
                new ClientDetail(
                        line, Optional.empty(), false, routes, line.now().subscriptions()));
    }

    private static ClientLine asLine(ConnectionSnapshot ended) {
        return new ClientLine(ended, ended.traffic(), ClientLine.Rates.ZERO, false);
    }

    private static String spaced(Enum<?> constant) {
        return constant.name().replace('_', ' ');
    }

    private static <K, S> Board.Lines<K, S, S> unchanging(Function<S, K> key) {
        return new Board.Lines<>() {
            @Override
            public K key(S thing) {
                return key.apply(thing);
            }

            @Override
            public S line(S thing, @Nullable S before) {
                return before != null && before.equals(thing) ? before : thing;
            }
        };
    }

    private final class Lines implements Board.Lines<ConnectionId, ConnectionSnapshot, ClientLine> {
        private RateWindow.Step step = RateWindow.Step.START;
        private Instant at = Instant.MIN;

        @Override
        public ConnectionId key(ConnectionSnapshot connection) {
            return connection.id();
        }

        @Override
        public ClientLine line(ConnectionSnapshot connection, @Nullable ClientLine before) {
            return ClientLine.next(connection, before, step, window, at);
        }
    }
}
