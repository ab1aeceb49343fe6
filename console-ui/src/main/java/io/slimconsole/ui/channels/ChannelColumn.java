package io.slimconsole.ui.channels;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.ui.channels.ChannelLine.Problem;
import io.slimconsole.ui.channels.ChannelLine.Summary;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The columns of the channels, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum ChannelColumn implements LiveColumn<ChannelLine> {
    NAME(filling(230, line -> line.summary().name().prefix())),
    STATE(words(104, ChannelColumn::stateKey)),
    MODE(words(74, line -> line.summary().encrypted() ? "0" : "1")),
    EPOCH(numbers(66, line -> line.summary().epoch())),
    MEMBERS(numbers(88, line -> line.summary().all())),
    INVITATIONS(numbers(98, line -> line.summary().pending() + line.summary().failed())),
    SENT(numbers(86, line -> line.summary().traffic().sent())),
    RECEIVED(numbers(86, line -> line.summary().traffic().received())),
    LAST_ACTIVITY(numbers(108, line -> line.summary().traffic().last().orElse(null))),
    AGE(numbers(66, line -> ColumnShape.age(line.channel().created()))),
    LOST(onDemand(numbers(70, line -> line.summary().traffic().lost()))),
    ID(onDemand(numbers(100, line -> Integer.toUnsignedLong(line.sessionId()))));

    private final ColumnShape<ChannelLine> shape;

    ChannelColumn(ColumnShape<ChannelLine> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<ChannelLine> shape() {
        return shape;
    }

    @Override
    public String text(ChannelLine line, Texts texts, Instant at) {
        Summary now = line.summary();
        return switch (this) {
            case NAME -> now.name().prefix();
            case STATE -> ChannelWords.state(line, texts);
            case MODE -> texts.get(now.encrypted() ? "mode.mls" : "mode.plain");
            case EPOCH -> Formats.count(now.epoch());
            case MEMBERS -> ChannelWords.members(now.online(), now.all());
            case INVITATIONS -> invitations(now, texts);
            case SENT -> amount(now.traffic().sent());
            case RECEIVED -> amount(now.traffic().received());
            case LAST_ACTIVITY ->
                    now.traffic().last().map(last -> Formats.ago(last, at)).orElse(Formats.NONE);
            case AGE -> Formats.age(Duration.between(line.channel().created(), at));
            case LOST -> amount(now.traffic().lost());
            case ID -> Integer.toUnsignedString(line.sessionId());
        };
    }

    @Override
    public String tooltip(ChannelLine line, Texts texts, ZoneId zone, Instant at) {
        Summary now = line.summary();
        return switch (this) {
            case STATE ->
                    line.problem()
                            .filter(problem -> problem == Problem.NOT_STORED)
                            .map(_ -> line.channel().notStored().orElse(""))
                            .map(why -> texts.get("tip.not-stored", why))
                            .orElseGet(() -> texts.get("tip.state." + now.phase()));
            case MODE -> texts.get(now.encrypted() ? "tip.mode.mls" : "tip.mode.plain");
            case EPOCH -> texts.get("tip.epoch", Formats.count(now.epoch()));
            case MEMBERS ->
                    texts.get("tip.members", Formats.count(now.online()), Formats.count(now.all()));
            case INVITATIONS ->
                    texts.get(
                            "tip.invitations",
                            Formats.count(now.pending()),
                            Formats.count(now.failed()));
            case SENT -> texts.get("tip.sent", Formats.count(now.traffic().sent()));
            case RECEIVED -> texts.get("tip.received", Formats.count(now.traffic().received()));
            case LAST_ACTIVITY ->
                    now.traffic()
                            .last()
                            .map(last -> Formats.time(last, zone))
                            .orElseGet(() -> texts.get("tip.no-activity"));
            case AGE -> texts.get("tip.age", Formats.time(line.channel().created(), zone));
            case LOST -> texts.get("tip.lost", Formats.count(now.traffic().lost()));
            case NAME, ID -> text(line, texts, at);
        };
    }

    private static Comparable<?> stateKey(ChannelLine line) {
        return line.summary().stored() ? line.summary().phase().name() : "";
    }

    private static String invitations(Summary now, Texts texts) {
        if (now.failed() > 0) {
            return texts.get("invitations.failed", Formats.count(now.failed()));
        }
        return amount(now.pending());
    }

    private static String amount(long count) {
        return count == 0 ? Formats.NONE : Formats.count(count);
    }
}
