package io.slimconsole.persistence.audit.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// One JSON object in one line.
public final class JsonLine {
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder text = new StringBuilder("{");

    public JsonLine put(String name, String value) {
        name(name);
        quote(value);
        return this;
    }

    public JsonLine put(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonLine put(String name, boolean value) {
        name(name);
        text.append(value);
        return this;
    }

    public JsonLine put(String name, List<String> values) {
        name(name);
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",");
            quote(values.get(i));
        }
        text.append(']');
        return this;
    }

    public JsonLine put(String name, Map<String, String> values) {
        name(name);
        text.append('{');
        String separator = "";
        for (Map.Entry<String, String> each : values.entrySet()) {
            text.append(separator);
            quote(each.getKey());
            text.append(':');
            quote(each.getValue());
            separator = ",";
        }
        text.append('}');
        return this;
    }

    private void name(String name) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(name);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    // a lone surrogate has no UTF-8; line separators end a line for some readers
                    if (c < FIRST_PRINTABLE || isLone(value, i) || c == '\u2028' || c == '\u2029') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isLone(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    /// Without its closing brace.
    String open() {
        return text.toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }

    /// Reads an object whose values are texts and whole numbers, in the form that this class writes.
    ///
    /// @throws IllegalArgumentException if it is something else
    static SequencedMap<String, String> parse(String line) {
        var in = new Reader(line);
        var values = new LinkedHashMap<String, String>();
        in.expect('{');
        do {
            String name = in.text();
            in.expect(':');
            if (values.put(name, in.value()) != null) {
                throw new IllegalArgumentException("\"%s\" is there twice".formatted(name));
            }
        } while (in.comma());
        in.expect('}');
        in.expectEnd();
        return values;
    }

    private static final class Reader {
        private final String line;
        private int at;

        Reader(String line) {
            this.line = line;
        }

        private char next() {
            if (at == line.length()) {
                throw new IllegalArgumentException("the line ends too early");
            }
            return line.charAt(at++);
        }

        void expect(char wanted) {
            if (next() != wanted) {
                throw new IllegalArgumentException("%s is missing at %d".formatted(wanted, at));
            }
        }

        void expectEnd() {
            if (at != line.length()) {
                throw new IllegalArgumentException("something follows at %d".formatted(at));
            }
        }

        boolean comma() {
            boolean there = at < line.length() && line.charAt(at) == ',';
            at += there ? 1 : 0;
            return there;
        }

        String value() {
            if (at < line.length() && line.charAt(at) == '"') {
                return text();
            }
            int from = at;
            while (at < line.length() && Character.digit(line.charAt(at), 10) >= 0) {
                at++;
            }
            if (from == at) {
                throw new IllegalArgumentException("no number at %d".formatted(at));
            }
            return line.substring(from, at);
        }

        String text() {
            expect('"');
            var text = new StringBuilder();
            for (char c = next(); c != '"'; c = next()) {
                text.append(c == '\\' ? escaped() : c);
            }
            return text.toString();
        }

        private char escaped() {
            char c = next();
            return switch (c) {
                case '"', '\\' -> c;
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> {
                    if (line.length() - at < 4) {
                        throw new IllegalArgumentException("the line ends too early");
                    }
                    at += 4;
                    yield (char) Integer.parseInt(line, at - 4, at, 16);
                }
                default -> throw new IllegalArgumentException("\\%s at %d".formatted(c, at));
            };
        }
    }
}
