package io.slimconsole.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slimconsole.ui.conversation.JsonText.Expected;
import io.slimconsole.ui.conversation.JsonText.Reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTextTest {
    @Test
    void everyValueGetsALineAndStaysAsItWasWritten() {
        String text =
                "{\"a\":[1.10, -0,1E+2],\"a\" :{ },\"\\u00e9\\n\":null,\t\"l\":[[],[true ]]}\n";

        assertThat(JsonText.read(text))
                .isEqualTo(
                        new Reading.Valid(
                                """
                                {
                                  "a": [
                                    1.10,
                                    -0,
                                    1E+2
                                  ],
                                  "a": {},
                                  "\\u00e9\\n": null,
                                  "l": [
                                    [],
                                    [
                                      true
                                    ]
                                  ]
                                }\
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"text\"", "true", " null ", "[]", "{}", "-1.5e-7"})
    void aLoneValueIsADocument(String text) {
        assertThat(JsonText.read(text)).isEqualTo(new Reading.Valid(text.strip()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``|1|1|VALUE",
                "plain words|1|1|VALUE",
                "{|1|2|NAME",
                "{\"a\" 1}|1|6|COLON",
                "{\"a\":1,}|1|8|NAME",
                "{\"a\":1 \"b\":2}|1|8|COMMA_OR_END_OF_OBJECT",
                "[1,]|1|4|VALUE",
                "[1 2]|1|4|COMMA_OR_END_OF_LIST",
                "[1|1|3|COMMA_OR_END_OF_LIST",
                "{}{}|1|3|END_OF_TEXT",
                "01|1|2|END_OF_TEXT",
                "1.|1|3|DIGIT",
                "-|1|2|DIGIT",
                "1e|1|3|DIGIT",
                "+1|1|1|VALUE",
                "NaN|1|1|VALUE",
                "nul|1|1|VALUE",
                "\"abc|1|5|CLOSING_QUOTE",
                "\"\\x\"|1|3|ESCAPE",
                "\"\\u12g4\"|1|6|ESCAPE",
                "'a'|1|1|VALUE",
                "`[1,\n 2,\n x]`|3|2|VALUE",
                "`\"a\nb\"`|1|3|NO_CONTROL_CHARACTER"
            })
    void anythingElseIsRefusedWithItsPlace(String text, int line, int column, Expected expected) {
        assertThat(JsonText.read(text)).isEqualTo(new Reading.Wrong(line, column, expected));
    }

    @Test
    void depthHasAnEnd() {
        String most = "[".repeat(JsonText.MOST_DEPTH) + "]".repeat(JsonText.MOST_DEPTH);
        String more = "[".repeat(1_000_000);

        assertThat(JsonText.read(most)).isInstanceOf(Reading.Valid.class);
        assertThat(JsonText.read(more))
                .isEqualTo(new Reading.Wrong(1, JsonText.MOST_DEPTH + 1, Expected.LESS_DEPTH));
    }

    @Test
    void aResultOutOfProportionIsNotMade() {
        int depth = JsonText.MOST_DEPTH - 1;
        String text = "[".repeat(depth) + "1,".repeat(100_000) + "1" + "]".repeat(depth);

        assertThat(JsonText.read(text))
                .isInstanceOfSatisfying(
                        Reading.Wrong.class,
                        wrong -> assertThat(wrong.expected()).isEqualTo(Expected.LESS_TEXT));
    }
}
