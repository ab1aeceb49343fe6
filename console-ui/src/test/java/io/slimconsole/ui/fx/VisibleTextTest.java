package io.slimconsole.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VisibleTextTest {
    @ParameterizedTest
    @CsvSource(
            value = {
                "plain text|plain text",
                "Grüße, 世界 🎉|Grüße, 世界 🎉",
                "שלום|שלום",
                "สวัสดีที่|สวัสดีที่",
                "👩\u200d🔧|👩\u200d🔧",
                "photo\u202egnp.exe|photo⟨U+202E⟩gnp.exe",
                "a\u200bb\ufeffc\u00add|a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d",
                "a\u001b[31mb\u0000c\u007f\u0085|a⟨U+001B⟩[31mb⟨U+0000⟩c⟨U+007F⟩⟨U+0085⟩",
                "two\u2028lines|two⟨U+2028⟩lines",
                "tab\u0009tab|tab    tab",
                "half \ud83d of one|half ⟨U+D83D⟩ of one"
            },
            delimiter = '|')
    void lettersStayAndWhatHidesIsWrittenOut(String text, String shown) {
        assertThat(VisibleText.of(text)).isEqualTo(shown);
    }

    @Test
    void lineBreaksAreWrittenOutAsWell() {
        assertThat(VisibleText.of("one\r\ntwo")).isEqualTo("one⟨U+000D⟩⟨U+000A⟩two");
    }

    @Test
    void aPileOfAccentsIsCounted() {
        assertThat(VisibleText.of("Z" + "\u0301".repeat(50) + "algo"))
                .isEqualTo("Z" + "\u0301".repeat(4) + "⟨+46 marks⟩algo");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(VisibleText.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(VisibleText.of("abcdefg", 6)).isEqualTo("abcdef…");
        assertThat(VisibleText.of("abcde🎉", 6)).isEqualTo("abcde…");
    }
}
