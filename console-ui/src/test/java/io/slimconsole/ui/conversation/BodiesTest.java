package io.slimconsole.ui.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;

import io.slimconsole.ui.conversation.Bodies.Beginning;
import io.slimconsole.ui.conversation.Bodies.Shown;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Collections;
import java.util.List;

final class BodiesTest {
    private static ByteString utf8(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static ByteString bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }

    @Test
    void textKeepsItsLinesWithoutWhatHides() {
        assertThat(Bodies.whole(utf8("one\r\ntwo\n\nwith \u202e trick\n"), Form.TEXT))
                .isEqualTo(
                        new Shown(Form.TEXT, List.of("one", "two", "", "with ⟨U+202E⟩ trick", "")));
    }

    @Test
    void aLongLineGoesOnInTheNextOne() {
        String line = "x".repeat(Bodies.LINE_CHARACTERS - 1) + "🎉" + "y".repeat(10);

        assertThat(Bodies.whole(utf8(line), Form.TEXT).lines())
                .containsExactly("x".repeat(Bodies.LINE_CHARACTERS - 1), "🎉" + "y".repeat(10));
    }

    @Test
    void jsonIsShownAsSuchAndEverythingElseAsText() {
        assertThat(Bodies.whole(utf8("{\"a\":1}"), Form.JSON))
                .isEqualTo(new Shown(Form.JSON, List.of("{", "  \"a\": 1", "}")));
        assertThat(Bodies.whole(utf8("{\"a\":1"), Form.JSON))
                .isEqualTo(new Shown(Form.TEXT, List.of("{\"a\":1")));
        assertThat(Bodies.whole(utf8("{\"a\":1}"), Form.TEXT))
                .isEqualTo(new Shown(Form.TEXT, List.of("{\"a\":1}")));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void whatIsNoTextIsShownAsBytes(Form wanted) {
        assertThat(Bodies.whole(bytes(0x48, 0x69, 0xff, 0x00), wanted))
                .isEqualTo(
                        new Shown(
                                Form.HEX,
                                List.of("00000000  48 69 ff 00" + " ".repeat(39) + "Hi··")));
        assertThat(Bodies.whole(bytes(0x48, 0x00), wanted).form()).isEqualTo(Form.HEX);
    }

    @Test
    void bytesComeSixteenToALine() {
        assertThat(Bodies.whole(utf8("0123456789abcdefgh"), Form.HEX).lines())
                .containsExactly(
                        "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66 "
                                + " 0123456789abcdef",
                        "00000010  67 68" + " ".repeat(45) + "gh");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void anEmptyBodyHasNothingToShow(Form wanted) {
        assertThat(String.join("", Bodies.whole(ByteString.EMPTY, wanted).lines())).isEmpty();
    }

    @Test
    void theBeginningOfALongTextSaysThatThereIsMore() {
        ByteString all = utf8("line\n".repeat(500_000));

        assertThat(Bodies.beginning(all, Form.TEXT))
                .isEqualTo(
                        new Beginning(
                                Form.TEXT,
                                Collections.nCopies(Bodies.UNFOLDED_LINES, "line"),
                                true));
        assertThat(Bodies.beginning(utf8("line\nline"), Form.TEXT).more()).isFalse();
    }

    @Test
    void theBeginningEndsBetweenCharacters() {
        // three bytes each: no round number of them fits
        Beginning beginning = Bodies.beginning(utf8("世".repeat(500_000)), Form.TEXT);

        assertThat(beginning.lines())
                .hasSize(Bodies.UNFOLDED_LINES)
                .containsOnly("世".repeat(Bodies.LINE_CHARACTERS));
        assertThat(beginning.more()).isTrue();
    }

    @Test
    void jsonThatIsTooLargeIsShownAsItCame() {
        String large = "[" + "1,".repeat(Bodies.MOST_JSON_BYTES / 2) + "1]";

        assertThat(Bodies.beginning(utf8(large), Form.JSON).form()).isEqualTo(Form.TEXT);
    }

    @Test
    void aCopyHasTheTextItselfAndNothingWrittenOut() {
        String text = "{\"a\":\t\"\u202e\"}\n" + " ".repeat(300);

        assertThat(Bodies.copyable(utf8(text), Form.TEXT)).isEqualTo(text);
        assertThat(Bodies.copyable(utf8(text), Form.JSON)).isEqualTo("{\n  \"a\": \"\u202e\"\n}");
        assertThat(Bodies.copyable(utf8("Hi"), Form.HEX))
                .isEqualTo("00000000  48 69" + " ".repeat(45) + "Hi");
    }
}
