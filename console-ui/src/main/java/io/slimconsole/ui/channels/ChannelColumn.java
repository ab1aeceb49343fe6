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

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/// The columns of the channels, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum ChannelColumn implements LiveColumn<ChannelLine> {
    NAME(filling(230, line -> line.summary().name().prefix())),
    STATE(words(104, ChannelColumn::stateKey).atLeast(84)),
    MODE(words(74, ChannelColumn::modeKey).atLeast(70)),
    EPOCH(numbers(66, ChannelColumn::epochKey).atLeast(56)),
    MEMBERS(numbers(88, ChannelColumn::membersKey).atLeast(64)),
    INVITATIONS(numbers(98, ChannelColumn::invitationsKey).atLeast(80)),
    SENT(numbers(86, ChannelColumn::sentKey).atLeast(64)),
    RECEIVED(numbers(86, ChannelColumn::receivedKey).atLeast(64)),
    LAST_ACTIVITY(numbers(108, ChannelColumn::lastKey).atLeast(96)),
    AGE(numbers(66, ChannelColumn::ageKey).atLeast(64)),
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

    private static Comparable<?> modeKey(ChannelLine line) {
        return line.summary().encrypted() ? "0" : "1";
    }

    private static Comparable<?> epochKey(ChannelLine line) {
        return line.summary().epoch();
    }

    private static Comparable<?> membersKey(ChannelLine line) {
        return line.summary().all();
    }

    private static Comparable<?> invitationsKey(ChannelLine line) {
        return line.summary().pending() + line.summary().failed();
    }

    private static Comparable<?> sentKey(ChannelLine line) {
        return line.summary().traffic().sent();
    }

    private static Comparable<?> receivedKey(ChannelLine line) {
        return line.summary().traffic().received();
    }

    private static @Nullable Comparable<?> lastKey(ChannelLine line) {
        return line.summary().traffic().last().orElse(null);
    }

    private static Comparable<?> ageKey(ChannelLine line) {
        return ColumnShape.age(line.channel().created());
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
