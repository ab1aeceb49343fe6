package io.slimconsole.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.persistence.audit.ConnectionRef;
import io.slimconsole.persistence.audit.MessageFilter;
import io.slimconsole.persistence.audit.MessageOutcome;
import io.slimconsole.persistence.audit.TimeRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

final class MessageQueryTest {
    private static final Instant NOW = Instant.parse("2026-11-27T16:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static Query<MessageFilter> parse(String typed) {
        return new MessageQuery().parse(typed, TimeRange.ALL, CLOCK);
    }

    @Test
    void nothingTypedLeavesNothingOut() {
        Query<MessageFilter> query = parse("  ");

        assertThat(query.filter()).isEqualTo(MessageFilter.ALL);
        assertThat(query.isEverything()).isTrue();
        assertThat(query.problems()).isEmpty();
    }

    @Test
    void everyTermNarrowsWhatIsAskedFor() {
        Query<MessageFilter> query =
                parse(
                        "from:org/*/svc to:acme/x name:agntcy conn:1.7 session:4294967295"
                            + " message:12 type:join-request,MSG outcome:no-route size:1k..2k two"
                            + " words");

        assertThat(query.problems()).isEmpty();
        assertThat(query.isEverything()).isFalse();
        assertThat(query.filter())
                .isEqualTo(
                        new MessageFilter(
                                TimeRange.ALL,
                                "org/*/svc",
                                "acme/x",
                                "agntcy",
                                Optional.of(new ConnectionRef(1, new ConnectionId(7))),
                                OptionalInt.of(-1),
                                OptionalInt.of(12),
                                Set.of(7, 1),
                                Set.of(MessageOutcome.NO_ROUTE),
                                OptionalInt.of(1024),
                                OptionalInt.of(2048),
                                "two words"));
    }

    @Test
    void wordsStandForSeveralTypesAndOutcomes() {
        MessageFilter filter = parse("type:control outcome:failed").filter();

        assertThat(filter.messageTypes()).doesNotContain(1).contains(0, 2, 20);
        assertThat(filter.outcomes())
                .isEqualTo(EnumSet.complementOf(EnumSet.of(MessageOutcome.DELIVERED)));
    }

    @ParameterizedTest
    @CsvSource({
        ">1000, 1001, -1",
        ">=1000, 1000, -1",
        "<2k, -1, 2047",
        "<=2k, -1, 2048",
        "1.5k, 1536, 1536",
        "7, 7, 7",
        "1MiB, 1048576, 1048576"
    })
    void sizesAreReadAsPeopleTypeThem(String typed, int fewest, int most) {
        MessageFilter filter = parse("size:" + typed).filter();

        assertThat(filter.fewestBytes().orElse(-1)).isEqualTo(fewest);
        assertThat(filter.mostBytes().orElse(-1)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "2h, 2026-11-27T14:30:00Z",
        "90s, 2026-11-27T16:28:30Z",
        "3d, 2026-11-24T16:30:00Z",
        "10:30, 2026-11-27T10:30:00Z",
        "2026-11-25, 2026-11-25T00:00:00Z",
        "2026-11-25T18:15, 2026-11-25T18:15:00Z"
    })
    void timesAreReadAsPeopleTypeThem(String typed, Instant from) {
        Query<MessageFilter> query = parse("since:" + typed);

        assertThat(query.problems()).isEmpty();
        assertThat(query.time()).isEqualTo(new TimeRange(from, Instant.MAX));
    }

    @Test
    void whatIsTypedOfTimeLiesWithinTheChosenTime() {
        var within = new TimeRange(NOW.minusSeconds(3600), NOW);

        Query<MessageFilter> query =
                new MessageQuery().parse("since:2h until:16:00", within, CLOCK);

        assertThat(query.time())
                .isEqualTo(
                        new TimeRange(
                                NOW.minusSeconds(3600), Instant.parse("2026-11-27T16:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outcom:no-route|did you mean “outcome:”",
                "siez:>3|did you mean “size:”",
                "colour:red|There is no “colour:”, but channel, conn,",
                "type:join-requst|did you mean “join-request”",
                "outcome:lost|outcome:lost",
                "conn:7|conn:1.7",
                "session:abc|0 to 4294967295",
                "size:big|size:>1000",
                "since:yesterday|since:2h",
                "from:a from:b|twice",
                "-from:a|does not work",
                "to:a channel:b|both",
                "since:1h until:2h|No time"
            })
    void whatCantBeUnderstoodIsSaidWithWhatWouldBeRight(String typed, String said) {
        assertThat(parse(typed).problems()).hasSize(1).first().asString().contains(said);
    }

    @Test
    void whatIsStillBeingTypedIsNoMistake() {
        assertThat(parse("from: size:> type:").problems()).isEmpty();
        assertThat(parse("from: size:> type:").isEverything()).isTrue();
    }

    @Test
    void quotationMarksKeepBlanksAndColonsTogether() {
        Query<MessageFilter> query = parse("\"colour:red and\" from:\"a b/c/d\"");

        assertThat(query.problems()).isEqualTo(List.of());
        assertThat(query.filter().text()).isEqualTo("colour:red and");
        assertThat(query.filter().source()).isEqualTo("a b/c/d");
    }
}
