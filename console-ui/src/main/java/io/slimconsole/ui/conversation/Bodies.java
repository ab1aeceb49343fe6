package io.slimconsole.ui.conversation;

import com.google.protobuf.ByteString;

import io.slimconsole.ui.fx.VisibleText;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/// Makes of a body what can be shown: lines of a bounded length, without anything in them that would disturb others.
///
/// Pure. Not for the JavaFX application thread: a body may have megabytes.
final class Bodies {
    /// A longer line goes on in the next one.
    static final int LINE_CHARACTERS = 160;

    /// Of a message in the list, until it is unfolded.
    static final int FOLDED_LINES = 8;

    static final int UNFOLDED_LINES = 80;

    /// Beyond this, JSON is shown as it came.
    static final int MOST_JSON_BYTES = 2 * 1_024 * 1_024;

    static final int HEX_BYTES = 16;

    private static final String DIGITS = "0123456789abcdef";

    private Bodies() {}

    /// A body as lines.
    ///
    /// @param form in which it is: not the one that was asked for where that can't be
    /// @param lines all of them; some are made only when they are asked for
    record Shown(Form form, List<String> lines) {}

    /// The whole of a body.
    static Shown whole(ByteString body, Form wanted) {
        return shown(body, wanted, Integer.MAX_VALUE);
    }

    /// The beginning of a body, for the list.
    ///
    /// @param lines at most [#UNFOLDED_LINES]
    /// @param more whether there are more than these
    record Beginning(Form form, List<String> lines, boolean more) {
        Beginning {
            lines = List.copyOf(lines);
        }
    }

    static Beginning beginning(ByteString body, Form wanted) {
        Shown shown = shown(body, wanted, UNFOLDED_LINES + 1);
        List<String> lines = shown.lines();
        return new Beginning(
                shown.form(),
                lines.subList(0, Math.min(UNFOLDED_LINES, lines.size())),
                lines.size() > UNFOLDED_LINES);
    }

    /// @param most lines of it that are needed
    private static Shown shown(ByteString body, Form wanted, int most) {
        if (wanted == Form.HEX || !isText(body)) {
            return new Shown(Form.HEX, new HexLines(body));
        }
        if (wanted == Form.JSON
                && body.size() <= MOST_JSON_BYTES
                && JsonText.read(body.toStringUtf8()) instanceof JsonText.Reading.Valid(var json)) {
            return new Shown(Form.JSON, lines(json, most));
        }
        return new Shown(Form.TEXT, lines(start(body, most).toStringUtf8(), most));
    }

    /// As much as so many lines have room for, if each character takes as many bytes as one can.
    private static ByteString start(ByteString text, int lines) {
        long enough = 4L * lines * LINE_CHARACTERS;
        if (text.size() <= enough) {
            return text;
        }
        int end = (int) enough;
        while ((text.byteAt(end) & 0xc0) == 0x80) {
            end--; // in the middle of a character
        }
        return text.substring(0, end);
    }

    /// All of it as one text, for the clipboard.
    static String copyable(ByteString body, Form wanted) {
        if (wanted == Form.HEX || !isText(body)) {
            return String.join("\n", new HexLines(body));
        }
        String text = body.toStringUtf8();
        return wanted == Form.JSON
                        && body.size() <= MOST_JSON_BYTES
                        && JsonText.read(text) instanceof JsonText.Reading.Valid(String pretty)
                ? pretty
                : text;
    }

    private static boolean isText(ByteString body) {
        if (!body.isValidUtf8()) {
            return false;
        }
        for (int i = 0; i < body.size(); i++) {
            if (body.byteAt(i) == 0) {
                return false;
            }
        }
        return true;
    }

    /// @param most lines; what comes after them is left out
    private static List<String> lines(String text, int most) {
        var lines = new ArrayList<String>();
        int at = 0;
        while (at <= text.length() && lines.size() < most) {
            int end = text.indexOf('\n', at);
            int until = end < 0 ? text.length() : end;
            boolean carriageReturn = until > at && end >= 0 && text.charAt(until - 1) == '\r';
            wrap(text, at, carriageReturn ? until - 1 : until, most, lines);
            if (end < 0) {
                break;
            }
            at = end + 1;
        }
        return lines;
    }

    private static void wrap(String text, int from, int until, int most, List<String> lines) {
        int at = from;
        do {
            int end = Math.min(until, at + LINE_CHARACTERS);
            if (end < until && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            lines.add(VisibleText.of(text.substring(at, end)));
            at = end;
        } while (at < until && lines.size() < most);
    }

    /// `00000010  68 65 6c 6c 6f                                    hello`
    private static final class HexLines extends AbstractList<String> implements RandomAccess {
        private final ByteString body;

        HexLines(ByteString body) {
            this.body = body;
        }

        @Override
        public int size() {
            return (body.size() + HEX_BYTES - 1) / HEX_BYTES;
        }

        @Override
        public String get(int index) {
            int from = index * HEX_BYTES;
            int until = Math.min(body.size(), from + HEX_BYTES);
            var line = new StringBuilder("%08x ".formatted(from));
            var characters = new StringBuilder();
            for (int i = from; i < from + HEX_BYTES; i++) {
                line.append(i == from + HEX_BYTES / 2 ? "  " : " ");
                if (i < until) {
                    int value = body.byteAt(i) & 0xff;
                    line.append(DIGITS.charAt(value >> 4)).append(DIGITS.charAt(value & 0xf));
                    characters.append(value >= ' ' && value < 0x7f ? (char) value : '·');
                } else {
                    line.append("  ");
                }
            }
            return line.append("  ").append(characters).toString();
        }
    }
}
