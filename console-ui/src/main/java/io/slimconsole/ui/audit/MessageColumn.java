package io.slimconsole.ui.audit;

import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.persistence.audit.AuditName;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageEntry;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The columns of the messages, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum MessageColumn implements LiveColumn<MessageEntry> {
    SEQUENCE(numbers(92, MessageEntry::sequence).yielding(4)),
    TIME(numbers(126, MessageEntry::at)),
    OUTCOME(words(146, (MessageEntry e) -> e.outcome().name()).atLeast(116)),
    TYPE(words(118, MessageEntry::messageType).yielding(7)),
    SOURCE(named(MessageEntry::source)),
    DESTINATION(named(MessageEntry::destination)),
    SESSION(numbers(96, MessageEntry::sessionId).yielding(5)),
    MESSAGE(numbers(92, MessageEntry::messageId).yielding(1)),
    SIZE(numbers(68, MessageEntry::bytes).yielding(6)),
    FROM(numbers(58, (MessageEntry e) -> e.from().toString()).yielding(3)),
    TO(numbers(38, (MessageEntry e) -> e.to().size()).yielding(2)),
    TOOK(onDemand(numbers(80, e -> e.out().orElse(null)))),
    SESSION_TYPE(onDemand(words(120, MessageEntry::sessionType)));

    private final ColumnShape<MessageEntry> shape;

    MessageColumn(ColumnShape<MessageEntry> shape) {
        this.shape = shape;
    }

    /// From whom and to whom share what the others leave.
    private static ColumnShape<MessageEntry> named(
            Function<MessageEntry, Optional<AuditName>> name) {
        return ColumnShape.<MessageEntry>filling(
                        200, e -> name.apply(e).map(AuditName::prefix).orElse(null))
                .atLeast(110);
    }

    @Override
    public ColumnShape<MessageEntry> shape() {
        return shape;
    }

    @Override
    public String text(MessageEntry entry, Texts texts, Instant at) {
        return switch (this) {
            case SEQUENCE -> Formats.count(entry.sequence());
            case TIME -> AuditTimes.brief(entry.at(), at, ZoneId.systemDefault());
            case OUTCOME -> texts.get("outcome." + entry.outcome());
            case TYPE -> MessageTypes.message(entry.messageType());
            case SOURCE -> name(entry.source());
            case DESTINATION -> name(entry.destination());
            case SESSION -> id(entry.sessionId());
            case MESSAGE -> id(entry.messageId());
            case SIZE -> Formats.bytes((long) entry.bytes());
            case FROM -> entry.from().toString();
            case TO -> entry.to().isEmpty() ? Formats.NONE : Integer.toString(entry.to().size());
            case TOOK -> took(entry);
            case SESSION_TYPE -> MessageTypes.session(entry.sessionType());
        };
    }

    @Override
    public String tooltip(MessageEntry entry, Texts texts, ZoneId zone, Instant at) {
        return switch (this) {
            case TIME -> AuditTimes.full(entry.at(), zone) + "\n" + AuditTimes.utc(entry.at());
            case OUTCOME -> texts.get("outcome.tip." + entry.outcome());
            case SOURCE -> entry.source().map(AuditName::toString).orElse(Formats.NONE);
            case DESTINATION -> entry.destination().map(AuditName::toString).orElse(Formats.NONE);
            case SIZE -> texts.get("tip.bytes", Formats.count(entry.bytes()));
            case FROM -> texts.get("tip.from", entry.from());
            case TO ->
                    entry.to().isEmpty()
                            ? texts.get("tip.to.none")
                            : texts.get("tip.to", connections(entry));
            case TOOK -> texts.get("tip.took");
            case SEQUENCE, TYPE, SESSION, MESSAGE, SESSION_TYPE -> text(entry, texts, at);
        };
    }

    static String took(MessageEntry entry) {
        return entry.out()
                .map(out -> Duration.between(entry.at(), out))
                .map(d -> Formats.count(d.toNanos() / 1000) + " µs")
                .orElse(Formats.NONE);
    }

    static String id(int unsigned) {
        return unsigned == 0 ? Formats.NONE : Integer.toUnsignedString(unsigned);
    }

    static String connections(MessageEntry entry) {
        return entry.to().stream().map(ConnectionRef::toString).collect(Collectors.joining(", "));
    }

    /// Without the instance, which the tooltip has: what it is, not which one of many.
    private static String name(Optional<AuditName> name) {
        return name.map(AuditName::prefix).orElse(Formats.NONE);
    }
}
