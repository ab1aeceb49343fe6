package io.slimconsole.ui.clients;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.node.KeptOut;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Instant;
import java.time.ZoneId;

/// The columns of the links that are kept out.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum KeptOutColumn implements LiveColumn<KeptOut> {
    NAME(filling(240, k -> k.name().isEmpty() ? null : k.name())),
    ADDRESS(words(170, KeptOut::remoteAddress)),
    LINK(words(300, KeptOut::linkId)),
    SINCE(numbers(100, KeptOut::since));

    private final ColumnShape<KeptOut> shape;

    KeptOutColumn(ColumnShape<KeptOut> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<KeptOut> shape() {
        return shape;
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
