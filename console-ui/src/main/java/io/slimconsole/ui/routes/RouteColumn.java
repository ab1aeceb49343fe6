package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionType;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LiveColumn;
import io.slimconsole.ui.table.RowOrder;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;

/// The columns of the route table, in their first order.
@SuppressWarnings(
        "ImmutableEnumChecker") // a sort order is immutable, its functions capture nothing
enum RouteColumn implements LiveColumn<RouteLine> {
    NAME(390, true, false, RouteLine::path),
    LOCAL(64, true, true, line -> line.subscribers().local()),
    REMOTE(76, true, true, line -> line.subscribers().remote()),
    PEER(60, true, true, line -> line.subscribers().peer()),
    EDGE(64, true, true, line -> line.subscribers().edge()),
    RATE(84, true, true, RouteLine::perSecond),
    MESSAGES(104, true, true, RouteLine::messages),
    BYTES(94, true, true, RouteLine::bytes),
    LAST_MATCHED(124, true, true, line -> line.lastMatched().orElse(null)),
    SINCE(76, true, true, RouteLine::since);

    private final double width;
    private final boolean shownFirst;
    private final boolean numeric;
    private final RowOrder<RouteLine> up;
    private final RowOrder<RouteLine> down;

    RouteColumn(
            double width,
            boolean shownFirst,
            boolean numeric,
            Function<RouteLine, @Nullable Comparable<?>> key) {
        this.width = width;
        this.shownFirst = shownFirst;
        this.numeric = numeric;
        this.up = new RowOrder<>(id(), key, false);
        this.down = new RowOrder<>(id(), key, true);
    }

    @Override
    public final String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public boolean shownFirst() {
        return shownFirst;
    }

    @Override
    public boolean numeric() {
        return numeric;
    }

    @Override
    public RowOrder<RouteLine> order(boolean descending) {
        return descending ? down : up;
    }

    @Override
    public String title(Texts texts) {
        return texts.get("column." + id());
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
