package io.slimconsole.ui.clients;

import io.slimconsole.node.KeptOut;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.LiveColumn;
import io.slimconsole.ui.table.RowOrder;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Function;

/// The columns of the links that are kept out.
@SuppressWarnings(
        "ImmutableEnumChecker") // a sort order is immutable, its functions capture nothing
enum KeptOutColumn implements LiveColumn<KeptOut> {
    NAME(300, false, k -> k.name().isEmpty() ? null : k.name()),
    ADDRESS(190, false, KeptOut::remoteAddress),
    LINK(310, false, KeptOut::linkId),
    SINCE(110, true, KeptOut::since);

    private final double width;
    private final boolean numeric;
    private final RowOrder<KeptOut> up;
    private final RowOrder<KeptOut> down;

    KeptOutColumn(double width, boolean numeric, Function<KeptOut, @Nullable Comparable<?>> key) {
        this.width = width;
        this.numeric = numeric;
        this.up = new RowOrder<>(id(), key, false);
        this.down = new RowOrder<>(id(), key, true);
    }

    @Override
    public final String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public double width() {
        return width;
    }

    @Override
    public boolean shownFirst() {
        return true;
    }

    @Override
    public boolean numeric() {
        return numeric;
    }

    @Override
    public RowOrder<KeptOut> order(boolean descending) {
        return descending ? down : up;
    }

    @Override
    public String title(Texts texts) {
        return texts.get("kept-out." + id());
    }

    @Override
    public String text(KeptOut link, Texts texts, Instant at) {
        return switch (this) {
            case NAME -> link.name().isEmpty() ? texts.get("names.none") : link.name();
            case ADDRESS -> link.remoteAddress();
            case LINK -> link.linkId();
            case SINCE -> Formats.ago(link.since(), at);
        };
    }

    @Override
    public String tooltip(KeptOut link, Texts texts, ZoneId zone, Instant at) {
        return this == SINCE ? Formats.time(link.since(), zone) : text(link, texts, at);
    }
}
