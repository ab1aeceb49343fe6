package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.name.Name;
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

/// The columns of the connections that ended lately.
@SuppressWarnings(
        "ImmutableEnumChecker") // a sort order is immutable, its functions capture nothing
enum ClosedColumn implements LiveColumn<ClosedConnection> {
    AT(96, true, true, ClosedConnection::at),
    NAME(240, true, false, c -> c.last().firstName().map(Name::toString).orElse(null)),
    TYPE(76, true, false, c -> c.last().type().name()),
    REASON(150, true, false, c -> c.reason().name()),
    DETAIL(330, true, false, ClosedConnection::detail),
    ADDRESS(150, true, false, c -> c.last().remoteAddress()),
    LASTED(84, true, true, c -> Duration.between(c.last().since(), c.at())),
    MESSAGES_IN(90, true, true, c -> c.last().traffic().messagesIn()),
    MESSAGES_OUT(90, true, true, c -> c.last().traffic().messagesOut());

    private final double width;
    private final boolean shownFirst;
    private final boolean numeric;
    private final RowOrder<ClosedConnection> up;
    private final RowOrder<ClosedConnection> down;

    ClosedColumn(
            double width,
            boolean shownFirst,
            boolean numeric,
            Function<ClosedConnection, @Nullable Comparable<?>> key) {
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
    public RowOrder<ClosedConnection> order(boolean descending) {
        return descending ? down : up;
    }

    @Override
    public String title(Texts texts) {
        return texts.get("closed." + id());
    }

    @Override
    public String text(ClosedConnection closed, Texts texts, Instant at) {
        return switch (this) {
            case AT -> Formats.ago(closed.at(), at);
            case NAME -> ClientColumn.name(closed.last(), texts);
            case TYPE -> texts.get("type." + closed.last().type());
            case REASON -> texts.get("reason." + closed.reason());
            case DETAIL -> closed.detail();
            case ADDRESS -> closed.last().remoteAddress();
            case LASTED -> Formats.age(Duration.between(closed.last().since(), closed.at()));
            case MESSAGES_IN -> Formats.count(closed.last().traffic().messagesIn());
            case MESSAGES_OUT -> Formats.count(closed.last().traffic().messagesOut());
        };
    }

    @Override
    public String tooltip(ClosedConnection closed, Texts texts, ZoneId zone, Instant at) {
        return switch (this) {
            case AT -> Formats.time(closed.at(), zone);
            case NAME ->
                    closed.last()
                            .firstName()
                            .map(Name::toString)
                            .orElseGet(() -> texts.get("tip.no-name"));
            case LASTED ->
                    texts.get(
                            "tip.lasted",
                            Formats.time(closed.last().since(), zone),
                            Formats.duration(Duration.between(closed.last().since(), closed.at())));
            case MESSAGES_IN ->
                    texts.get("tip.bytes-in", Formats.count(closed.last().traffic().bytesIn()));
            case MESSAGES_OUT ->
                    texts.get("tip.bytes-out", Formats.count(closed.last().traffic().bytesOut()));
            case TYPE, REASON, DETAIL, ADDRESS -> text(closed, texts, at);
        };
    }
}
