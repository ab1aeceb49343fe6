package io.slimconsole.ui.routes;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The columns of the route table, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum RouteColumn implements LiveColumn<RouteLine> {
    NAME(filling(260, RouteLine::path)),
    LOCAL(numbers(64, line -> line.subscribers().local())),
    REMOTE(numbers(76, line -> line.subscribers().remote())),
    PEER(numbers(60, line -> line.subscribers().peer())),
    EDGE(numbers(64, line -> line.subscribers().edge())),
    RATE(numbers(80, RouteLine::perSecond)),
    MESSAGES(numbers(98, RouteLine::messages)),
    BYTES(onDemand(numbers(94, RouteLine::bytes))),
    LAST_MATCHED(numbers(118, line -> line.lastMatched().orElse(null))),
    SINCE(onDemand(numbers(76, line -> ColumnShape.age(line.since()))));

    private final ColumnShape<RouteLine> shape;

    RouteColumn(ColumnShape<RouteLine> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<RouteLine> shape() {
        return shape;
    }

    @Override
    public String text(RouteLine line, Texts texts, Instant at) {
        return switch (this) {
            case NAME -> line.path();
            case LOCAL -> count(line.subscribers().of(ConnectionType.LOCAL));
            case REMOTE -> count(line.subscribers().of(ConnectionType.REMOTE));
            case PEER -> count(line.subscribers().of(ConnectionType.PEER));
            case EDGE -> count(line.subscribers().of(ConnectionType.EDGE));
            case RATE ->
                    Double.isNaN(line.perSecond()) || line.perSecond() == 0
                            ? Formats.NONE
                            : Formats.rate(line.perSecond());
            case MESSAGES -> count(line.messages());
            case BYTES -> line.bytes() == 0 ? Formats.NONE : Formats.bytes((double) line.bytes());
            case LAST_MATCHED ->
                    line.lastMatched().map(m -> Formats.ago(m, at)).orElse(Formats.NONE);
            case SINCE -> Formats.age(Duration.between(line.since(), at));
        };
    }

    @Override
    public String tooltip(RouteLine line, Texts texts, ZoneId zone, Instant at) {
        return switch (this) {
            case NAME ->
                    line.isGroup()
                            ? texts.get(
                                    "tip.group",
                                    line.path(),
                                    Formats.count(
                                            line.routes(), texts.get("one"), texts.get("many")))
                            : line.name().known()
                                    ? line.path()
                                    : texts.get("tip.unnamed", line.path());
            case LOCAL -> subscribers(line, ConnectionType.LOCAL, texts);
            case REMOTE -> subscribers(line, ConnectionType.REMOTE, texts);
            case PEER -> subscribers(line, ConnectionType.PEER, texts);
            case EDGE -> subscribers(line, ConnectionType.EDGE, texts);
            case RATE, MESSAGES -> texts.get("tip.messages", Formats.count(line.messages()));
            case BYTES -> texts.get("tip.bytes", Formats.count(line.bytes()));
            case LAST_MATCHED ->
                    line.lastMatched()
                            .map(m -> Formats.time(m, zone))
                            .orElseGet(() -> texts.get("tip.never-matched"));
            case SINCE -> texts.get("tip.since", Formats.time(line.since(), zone));
        };
    }

    private static String subscribers(RouteLine line, ConnectionType type, Texts texts) {
        return texts.get(
                "tip.subscribers",
                Formats.count(line.subscribers().of(type)),
                texts.get("type." + type));
    }

    private static String count(long value) {
        return value == 0 ? Formats.NONE : Formats.count(value);
    }
}
