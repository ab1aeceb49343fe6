package io.slimconsole.ui.clients;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The columns of the connections that ended lately.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum ClosedColumn implements LiveColumn<ClosedConnection> {
    AT(numbers(84, ClosedConnection::at)),
    NAME(words(210, c -> c.last().firstName().map(Name::toString).orElse(null))),
    TYPE(words(70, c -> c.last().type().name())),
    REASON(words(130, c -> c.reason().name())),
    DETAIL(filling(240, ClosedConnection::detail)),
    ADDRESS(onDemand(words(150, c -> c.last().remoteAddress()))),
    LASTED(numbers(84, c -> Duration.between(c.last().since(), c.at()))),
    MESSAGES_IN(onDemand(numbers(90, c -> c.last().traffic().messagesIn()))),
    MESSAGES_OUT(onDemand(numbers(96, c -> c.last().traffic().messagesOut())));

    private final ColumnShape<ClosedConnection> shape;

    ClosedColumn(ColumnShape<ClosedConnection> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<ClosedConnection> shape() {
        return shape;
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
