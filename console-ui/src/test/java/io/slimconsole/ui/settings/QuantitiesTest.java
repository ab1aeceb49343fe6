package io.slimconsole.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalLong;

final class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "4 MiB, 4194304",
        "4, 4194304",
        "1.5 MiB, 1572864",
        "'1,5 MiB', 1572864",
        "512KiB, 524288",
        "512 k, 524288",
        "1 GiB, 1073741824",
        "1024 B, 1024",
        "4 194 304 b, 4194304",
        "0.3 MiB, 314573"
    })
    void aSizeIsReadWithItsUnit(String text, long bytes) {
        assertThat(Quantities.bytes(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MiB",
                "4 MB",
                "-4",
                "4 4 x",
                "1.2.3",
                "99999999999999999999 GiB",
                "1e3"
            })
    void whatIsNoSizeIsNone(String text) {
        assertThat(Quantities.bytes(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({"5 s, 5000", "5, 5000", "0.25, 250", "250 ms, 250", "1 min, 60000", "2m, 120000"})
    void aTimeIsReadWithItsUnit(String text, long millis) {
        assertThat(Quantities.millis(text)).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5 h", "-1 s", "soon"})
    void whatIsNoTimeIsNone(String text) {
        assertThat(Quantities.millis(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({"10000, 10000", "10 000, 10000", "10\u202f000, 10000", "1_000, 1000", "0, 0"})
    void aCountMayHaveSpaces(String text, long count) {
        assertThat(Quantities.count(text)).hasValue(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "-1", "1.5", "10,000", "12345678901234567890"})
    void whatIsNoCountIsNone(String text) {
        assertThat(Quantities.count(text)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "4194304, 4 MiB",
        "1572864, 1.5 MiB",
        "524288, 512 KiB",
        "1024, 1 KiB",
        "314573, 314\u202f573 B",
        "1000, 1\u202f000 B"
    })
    void aSizeIsWrittenWithoutRounding(long bytes, String text) {
        assertThat(Quantities.bytesText(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"5000, 5 s", "250, 250 ms", "1500, 1.5 s", "1234, 1\u202f234 ms", "60000, 60 s"})
    void aTimeIsWrittenWithoutRounding(long millis, String text) {
        assertThat(Quantities.millisText(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1000, 1023, 1024, 1025, 314_573, 4_194_304, 1_073_741_824})
    void whatIsWrittenIsReadBackExactly(long value) {
        assertThat(Quantities.bytes(Quantities.bytesText(value))).hasValue(value);
        assertThat(Quantities.millis(Quantities.millisText(value))).hasValue(value);
        assertThat(Quantities.count(Quantities.countText(value))).hasValue(value);
    }
}
