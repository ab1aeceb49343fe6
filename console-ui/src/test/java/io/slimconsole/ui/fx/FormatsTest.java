package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.node.name.NameId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

final class FormatsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T02:09:14Z");

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1_000", "1234567,1_234_567", "-1000,-1_000", "-999,-999"})
    void digitsAreGroupedByThree(long value, String text) {
        assertThat(Formats.count(value)).isEqualTo(text.replace('_', Formats.THIN_SPACE));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "1023,1_023 B",
        "1536,1.5 KiB",
        "4194304,4.0 MiB",
        "104857600,100 MiB",
        "9223372036854775807,8.0 EiB"
    })
    void sizesHaveTheUnitThatReadsBest(long value, String text) {
        assertThat(Formats.bytes(value)).isEqualTo(text.replace('_', Formats.THIN_SPACE));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.01,<0.1", "0.4,0.4", "99.94,99.9", "99.96,100", "1204.4,1_204"})
    void ratesHaveAsManyDigitsAsAPersonCanUse(double value, String text) {
        assertThat(Formats.rate(value)).isEqualTo(text.replace('_', Formats.THIN_SPACE));
    }

    @ParameterizedTest
    @CsvSource({
        "0,now",
        "1,1 s ago",
        "59,59 s ago",
        "60,1 min ago",
        "7199,1 h ago",
        "86400,1 d ago"
    })
    void agesHaveOneUnit(long seconds, String text) {
        assertThat(Formats.ago(NOW.minusSeconds(seconds), NOW)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"59,59 s", "60,1 min", "200,3 min 20 s", "7500,2 h 5 min", "442800,5 d 3 h"})
    void durationsHaveTwoUnits(long seconds, String text) {
        assertThat(Formats.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void aClockThatIsAheadMakesNoNegativeAge() {
        assertThat(Formats.ago(NOW.plusSeconds(3), NOW)).isEqualTo("now");
    }

    @Test
    void timesAreThoseOfTheZone() {
        assertThat(Formats.time(NOW, ZoneOffset.UTC)).isEqualTo("2026-11-27 02:09:14");
        assertThat(Formats.clock(NOW, ZoneId.of("Europe/Berlin"))).isEqualTo("03:09:14");
    }

    @Test
    void anInstanceIsShortAndNoInstanceIsAny() {
        assertThat(Formats.shortId(NameId.NULL_COMPONENT)).isEqualTo("any");
        assertThat(Formats.shortId(new NameId(0x0123_4567_89ab_cdefL, 1))).isEqualTo("01234567");
    }
}
