package io.slimconsole.ui.clients;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The columns of the open connections, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum ClientColumn implements LiveColumn<ClientLine> {
    NAME(filling(240, line -> line.now().firstName().map(Name::toString).orElse(null))),
    TYPE(words(66, line -> line.now().type().name())),
    STATE(words(110, line -> line.now().state())),
    VERSION(
            onDemand(
                    words(
                            104,
                            line -> line.now().link().map(LinkFacts::slimVersion).orElse(null)))),
    ADDRESS(words(138, line -> line.now().remoteAddress())),
    SINCE(numbers(72, line -> ColumnShape.age(line.now().since()))),
    MESSAGES_IN(numbers(84, line -> line.rates().messagesIn())),
    MESSAGES_OUT(numbers(92, line -> line.rates().messagesOut())),
    BYTES_IN(onDemand(numbers(100, line -> line.rates().bytesIn()))),
    BYTES_OUT(onDemand(numbers(110, line -> line.rates().bytesOut()))),
    QUEUE(onDemand(numbers(84, line -> line.now().queuedBytes()))),
    DROPPED(onDemand(numbers(84, line -> line.now().dropped()))),
    SECURITY(onDemand(words(150, ClientColumn::securityKey))),
    LAST_ACTIVITY(onDemand(numbers(104, line -> line.now().lastActivity()))),
    ID(onDemand(numbers(60, line -> line.now().id())));

    private final ColumnShape<ClientLine> shape;

    ClientColumn(ColumnShape<ClientLine> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<ClientLine> shape() {
        return shape;
    }

    @Override
    public String text(ClientLine line, Texts texts, Instant at) {
        ConnectionSnapshot now = line.now();
        return switch (this) {
            case NAME -> name(now, texts);
            case TYPE -> texts.get("type." + now.type());
            case STATE -> texts.get("state." + now.state());
            case VERSION -> orNone(line.linkFact(LinkFacts::slimVersion));
            case ADDRESS -> now.remoteAddress();
            case SINCE -> Formats.age(Duration.between(now.since(), at));
            case MESSAGES_IN -> rate(line.rates().messagesIn());
            case MESSAGES_OUT -> rate(line.rates().messagesOut());
            case BYTES_IN -> byteRate(line.rates().bytesIn());
            case BYTES_OUT -> byteRate(line.rates().bytesOut());
            case QUEUE ->
                    now.queuedBytes() == 0
                            ? Formats.NONE
                            : Formats.bytes((double) now.queuedBytes());
            case DROPPED -> now.dropped() == 0 ? Formats.NONE : Formats.count(now.dropped());
            case SECURITY -> security(now, texts);
            case LAST_ACTIVITY -> Formats.ago(now.lastActivity(), at);
            case ID -> now.id().toString();
        };
    }

    @Override
    public String tooltip(ClientLine line, Texts texts, ZoneId zone, Instant at) {
        ConnectionSnapshot now = line.now();
        Traffic total = now.traffic();
        return switch (this) {
            case NAME ->
                    now.firstName()
                            .map(
                                    n ->
                                            now.subscriptions() > 1
                                                    ? texts.get(
                                                            "tip.names",
                                                            n,
                                                            Formats.count(now.subscriptions() - 1L))
                                                    : n.toString())
                            .orElseGet(() -> texts.get("tip.no-name"));
            case TYPE -> texts.get("tip.type." + now.type());
            case STATE ->
                    line.problem()
                            .map(p -> ClientWords.problem(p, line, texts))
                            .orElseGet(() -> texts.get("tip.state." + now.state()));
            case SINCE -> texts.get("tip.since", Formats.time(now.since(), zone));
            case MESSAGES_IN -> texts.get("tip.messages-in", Formats.count(total.messagesIn()));
            case MESSAGES_OUT -> texts.get("tip.messages-out", Formats.count(total.messagesOut()));
            case BYTES_IN -> texts.get("tip.bytes-in", Formats.count(total.bytesIn()));
            case BYTES_OUT -> texts.get("tip.bytes-out", Formats.count(total.bytesOut()));
            case QUEUE -> texts.get("tip.queue", Formats.count(now.queuedBytes()));
            case DROPPED -> texts.get("tip.dropped", Formats.count(now.dropped()));
            case SECURITY -> ClientWords.security(now, texts);
            case LAST_ACTIVITY -> Formats.time(now.lastActivity(), zone);
            case VERSION, ADDRESS, ID -> text(line, texts, at);
        };
    }

    static String name(ConnectionSnapshot now, Texts texts) {
        return now.firstName()
                .map(
                        n -> {
                            String first = n.prefix() + "/" + Formats.shortId(n.id());
                            return now.subscriptions() > 1
                                    ? texts.get(
                                            "names.more",
                                            first,
                                            Formats.count(now.subscriptions() - 1L))
                                    : first;
                        })
                .orElseGet(() -> texts.get("names.none"));
    }

    private static String security(ConnectionSnapshot now, Texts texts) {
        return now.link()
                .map(
                        l ->
                                texts.get(
                                        (l.headerMac() ? "security.mac" : "security.no-mac")
                                                + (l.tls().isPresent() ? ".tls" : ".plain")))
                .orElse(Formats.NONE);
    }

    private static @Nullable Comparable<?> securityKey(ClientLine line) {
        return line.now()
                .link()
                .map(l -> (l.headerMac() ? 2 : 0) + (l.tls().isPresent() ? 1 : 0))
                .orElse(null);
    }

    private static String rate(double perSecond) {
        return Double.isNaN(perSecond) || perSecond == 0 ? Formats.NONE : Formats.rate(perSecond);
    }

    private static String byteRate(double perSecond) {
        return Double.isNaN(perSecond) || perSecond == 0
                ? Formats.NONE
                : Formats.byteRate(perSecond);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? Formats.NONE : text;
    }
}
