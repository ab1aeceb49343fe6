package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.Traffic;
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

/// The columns of the open connections, in their first order.
@SuppressWarnings(
        "ImmutableEnumChecker") // a sort order is immutable, its functions capture nothing
enum ClientColumn implements LiveColumn<ClientLine> {
    NAME(280, true, false, line -> line.now().firstName().map(Name::toString).orElse(null)),
    TYPE(76, true, false, line -> line.now().type().name()),
    STATE(118, true, false, line -> line.now().state()),
    VERSION(104, true, false, line -> line.now().link().map(LinkFacts::slimVersion).orElse(null)),
    ADDRESS(150, true, false, line -> line.now().remoteAddress()),
    SINCE(76, true, true, line -> line.now().since()),
    MESSAGES_IN(88, true, true, line -> line.rates().messagesIn()),
    MESSAGES_OUT(96, true, true, line -> line.rates().messagesOut()),
    BYTES_IN(100, true, true, line -> line.rates().bytesIn()),
    BYTES_OUT(110, true, true, line -> line.rates().bytesOut()),
    QUEUE(84, true, true, line -> line.now().queuedBytes()),
    DROPPED(84, true, true, line -> line.now().dropped()),
    SECURITY(150, true, false, ClientColumn::securityKey),
    LAST_ACTIVITY(104, true, true, line -> line.now().lastActivity()),
    ID(60, false, true, line -> line.now().id());

    private final double width;
    private final boolean shownFirst;
    private final boolean numeric;
    private final RowOrder<ClientLine> up;
    private final RowOrder<ClientLine> down;

    ClientColumn(
            double width,
            boolean shownFirst,
            boolean numeric,
            Function<ClientLine, @Nullable Comparable<?>> key) {
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
    public RowOrder<ClientLine> order(boolean descending) {
        return descending ? down : up;
    }

    @Override
    public String title(Texts texts) {
        return texts.get("column." + id());
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
