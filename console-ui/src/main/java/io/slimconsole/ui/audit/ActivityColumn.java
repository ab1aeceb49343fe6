package io.slimconsole.ui.audit;

import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.persistence.audit.ActivityEntry;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.VisibleText;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Instant;
import java.time.ZoneId;

/// The columns of the activity, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum ActivityColumn implements LiveColumn<ActivityEntry> {
    SEQUENCE(onDemand(numbers(100, ActivityEntry::sequence))),
    TIME(numbers(126, ActivityEntry::at)),
    KIND(words(160, (ActivityEntry e) -> e.kind().name()).atLeast(120).yielding(4)),
    ACTOR(words(150, ActivityEntry::actor).atLeast(110).yielding(3)),
    SUBJECT(words(210, ActivityEntry::subject).atLeast(150)),
    TEXT(ColumnShape.<ActivityEntry>filling(260, ActivityEntry::text).atLeast(160)),
    CONNECTION(
            numbers(
                            70,
                            (ActivityEntry e) ->
                                    e.connection().map(ConnectionRef::toString).orElse(null))
                    .yielding(2)),
    SESSION(
            numbers(
                            92,
                            (ActivityEntry e) ->
                                    e.session().isPresent() ? e.session().getAsInt() : null)
                    .yielding(1));

    private final ColumnShape<ActivityEntry> shape;

    ActivityColumn(ColumnShape<ActivityEntry> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<ActivityEntry> shape() {
        return shape;
    }

    @Override
    public String text(ActivityEntry entry, Texts texts, Instant at) {
        return switch (this) {
            case SEQUENCE -> Formats.count(entry.sequence());
            case TIME -> AuditTimes.brief(entry.at(), at, ZoneId.systemDefault());
            case KIND -> texts.get("kind." + entry.kind());
            case ACTOR -> orNone(VisibleText.of(entry.actor()));
            case SUBJECT -> orNone(VisibleText.of(entry.subject()));
            case TEXT -> VisibleText.of(entry.text());
            case CONNECTION -> entry.connection().map(ConnectionRef::toString).orElse(Formats.NONE);
            case SESSION ->
                    entry.session().isPresent()
                            ? MessageColumn.id(entry.session().getAsInt())
                            : Formats.NONE;
        };
    }

    @Override
    public String tooltip(ActivityEntry entry, Texts texts, ZoneId zone, Instant at) {
        return this == TIME
                ? AuditTimes.full(entry.at(), zone) + "\n" + AuditTimes.utc(entry.at())
                : text(entry, texts, at);
    }

    private static String orNone(String text) {
        return text.isEmpty() ? Formats.NONE : text;
    }
}
