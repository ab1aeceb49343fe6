package io.slimconsole.ui.channels;

import static io.slimconsole.ui.table.ColumnShape.filling;
import static io.slimconsole.ui.table.ColumnShape.numbers;
import static io.slimconsole.ui.table.ColumnShape.words;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel.Member;
import io.slimconsole.ui.table.ColumnShape;
import io.slimconsole.ui.table.LiveColumn;

import java.time.Instant;
import java.time.ZoneId;

/// The columns of a channel's members, in their first order.
@SuppressWarnings("ImmutableEnumChecker") // a shape is immutable, its function captures nothing
enum MemberColumn implements LiveColumn<Member> {
    NAME(filling(230, member -> member.participant().name().toString())),
    LIVENESS(words(96, MemberColumn::liveness)),
    DIRECTION(
            words(
                    150,
                    member ->
                            (member.participant().sends() ? 0 : 2)
                                    + (member.participant().receives() ? 0 : 1))),
    LEAF(numbers(60, member -> member.leaf().isPresent() ? member.leaf().getAsInt() : null)),
    JOINED_EPOCH(
            numbers(
                    122,
                    member ->
                            member.joinedEpoch().isPresent()
                                    ? member.joinedEpoch().getAsLong()
                                    : null)),
    JOINED(numbers(106, member -> member.joined().orElse(null)));

    private final ColumnShape<Member> shape;

    MemberColumn(ColumnShape<Member> shape) {
        this.shape = shape;
    }

    private static String liveness(Member member) {
        if (member.leaving()) {
            return "leaving";
        }
        return member.participant().online() ? "online" : "offline";
    }

    @Override
    public ColumnShape<Member> shape() {
        return shape;
    }

    @Override
    public String title(Texts texts) {
        return texts.get("member." + id());
    }

    @Override
    public String text(Member member, Texts texts, Instant at) {
        return switch (this) {
            case NAME -> {
                String name = ChannelWords.called(member.participant().name());
                yield member.self() ? texts.get("member.self", name) : name;
            }
            case LIVENESS -> texts.get(liveness(member));
            case DIRECTION -> ChannelWords.direction(member.participant(), texts);
            case LEAF ->
                    member.leaf().isPresent()
                            ? Integer.toString(member.leaf().getAsInt())
                            : Formats.NONE;
            case JOINED_EPOCH ->
                    member.joinedEpoch().isPresent()
                            ? Formats.count(member.joinedEpoch().getAsLong())
                            : Formats.NONE;
            case JOINED -> member.joined().map(j -> Formats.ago(j, at)).orElse(Formats.NONE);
        };
    }

    @Override
    public String tooltip(Member member, Texts texts, ZoneId zone, Instant at) {
        return switch (this) {
            case NAME -> member.participant().name().toString();
            case LIVENESS -> texts.get("tip." + liveness(member));
            case DIRECTION ->
                    texts.get(
                            member.participant().receives()
                                    ? "tip.direction.receives"
                                    : "tip.direction.deaf");
            case LEAF -> texts.get(member.leaf().isPresent() ? "tip.leaf" : "tip.no-leaf");
            case JOINED_EPOCH ->
                    texts.get(
                            member.joinedEpoch().isPresent()
                                    ? "tip.joined-epoch"
                                    : "tip.joined-unknown");
            case JOINED ->
                    member.joined()
                            .map(joined -> Formats.time(joined, zone))
                            .orElseGet(() -> texts.get("tip.joined-unknown"));
        };
    }
}
