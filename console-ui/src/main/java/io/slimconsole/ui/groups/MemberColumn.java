package io.slimconsole.ui.groups;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.onDemand;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Instant;
import java.time.ZoneId;
import java.util.OptionalLong;

/// The columns of a group's members.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum MemberColumn implements LiveColumn<MemberLine> {
    LEAF(numbers(70, MemberLine::leaf)),
    NAME(filling(220, MemberLine::name)),
    SIGNATURE_KEY(words(146, MemberLine::signatureKey)),
    ENCRYPTION_KEY(words(146, MemberLine::encryptionKey)),
    JOINED(numbers(88, m -> number(m.joined()))),
    KEYS_SINCE(numbers(108, m -> number(m.keysSince()))),
    EXPIRES(numbers(110, m -> m.expires().orElse(null))),
    SUBJECT(onDemand(words(200, MemberLine::subject)));

    private final ColumnShape<MemberLine> shape;

    MemberColumn(ColumnShape<MemberLine> shape) {
        this.shape = shape;
    }

    @Override
    public ColumnShape<MemberLine> shape() {
        return shape;
    }

    @Override
    public String text(MemberLine member, Texts texts, Instant at) {
        return switch (this) {
            case LEAF -> Integer.toString(member.leaf());
            case NAME -> member.own() ? texts.get("member.you", member.name()) : member.name();
            case SIGNATURE_KEY -> member.signatureKey();
            case ENCRYPTION_KEY -> member.encryptionKey();
            case JOINED -> epoch(member.joined(), texts);
            case KEYS_SINCE -> epoch(member.keysSince(), texts);
            case EXPIRES ->
                    member.expires()
                            .map(end -> Expiry.of(end, at).words(texts, at))
                            .orElse(Formats.NONE);
            case SUBJECT -> member.subject();
        };
    }

    @Override
    public String tooltip(MemberLine member, Texts texts, ZoneId zone, Instant at) {
        return switch (this) {
            case NAME -> texts.get("member.tip", member.name(), member.subject());
            case SIGNATURE_KEY -> texts.get("member.signature-key.tip", member.signatureKey());
            case ENCRYPTION_KEY -> texts.get("member.encryption-key.tip", member.encryptionKey());
            case JOINED ->
                    member.joined().isEmpty()
                            ? texts.get("member.before-us.tip")
                            : texts.get("member.joined.tip", epoch(member.joined(), texts));
            case KEYS_SINCE ->
                    member.keysSince().isEmpty()
                            ? texts.get("member.before-us.tip")
                            : texts.get("member.keys-since.tip", epoch(member.keysSince(), texts));
            case EXPIRES ->
                    member.expires()
                            .map(end -> texts.get("member.expires.tip", Expiry.time(end, zone)))
                            .orElseGet(() -> texts.get("member.expires.none.tip"));
            case LEAF, SUBJECT -> text(member, texts, at);
        };
    }

    private static String epoch(OptionalLong epoch, Texts texts) {
        return epoch.isPresent() ? Formats.count(epoch.getAsLong()) : texts.get("member.before-us");
    }

    private static Long number(OptionalLong epoch) {
        return epoch.orElse(-1);
    }
}
