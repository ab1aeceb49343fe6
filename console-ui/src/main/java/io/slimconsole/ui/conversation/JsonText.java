package io.slimconsole.ui.conversation;

/// Reads JSON strictly, and writes it with a line for each value. Numbers and texts stay as they were written.
///
/// It walks without recursion, and gives up where the result would grow out of proportion.
///
/// @see "RFC 8259"
final class JsonText {
    /// Deeper ones are no document that a person reads.
    static final int MOST_DEPTH = 200;

    /// Of the result, in characters.
    static final int MOST_CHARACTERS = 8 * 1_024 * 1_024;

    private static final String INDENT = "  ";

    /// What a text is, seen as JSON.
    sealed interface Reading {
        /// @param pretty with a line for each value
        record Valid(String pretty) implements Reading {}

        /// @param line from 1
        /// @param column from 1
        record Wrong(int line, int column, Expected expected) implements Reading {}
    }

    /// What would have had to be where it went wrong.
    enum Expected {
        VALUE,
        NAME,
        COLON,
        COMMA_OR_END_OF_OBJECT,
        COMMA_OR_END_OF_LIST,
        END_OF_TEXT,
        ESCAPE,
        NO_CONTROL_CHARACTER,
        CLOSING_QUOTE,
        DIGIT,
        LESS_DEPTH,
        LESS_TEXT
    }

    /// Where the walk is.
    private enum At {
        VALUE,
        /// After the bracket that opens a list or an object.
        FIRST,
        /// After a comma in an object.
        NAME,
        AFTER_VALUE
    }

    private static final class WrongException extends Exception {
        private static final long serialVersionUID = 1;
        private final Expected expected;

        WrongException(Expected expected) {
            super(expected.name(), null, false, false);
            this.expected = expected;
        }
    }

    private final String text;
    private final StringBuilder out;
    private final boolean[] objects = new boolean[MOST_DEPTH];
    private int depth;
    private int at;

    private JsonText(String text) {
        this.text = text;
        out = new StringBuilder(text.length() + text.length() / 4);
    }

    static Reading read(String text) {
        var walk = new JsonText(text);
        try {
            walk.document();
            return new Reading.Valid(walk.out.toString());
        } catch (WrongException e) {
            return walk.wrong(e.expected);
        }
    }

    private Reading.Wrong wrong(Expected expected) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < Math.min(at, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Reading.Wrong(line, at - start + 1, expected);
    }

    private void document() throws WrongException {
        At where = At.VALUE;
        skipSpace();
        while (where != At.AFTER_VALUE || depth > 0) {
            where =
                    switch (where) {
                        case VALUE -> value();
                        case FIRST -> first();
                        case NAME -> name();
                        case AFTER_VALUE -> next();
                    };
            skipSpace();
        }
        if (at < text.length()) {
            throw new WrongException(Expected.END_OF_TEXT);
        }
    }

    private At value() throws WrongException {
        char c = peek(Expected.VALUE);
        switch (c) {
            case '{' -> {
                return open(true);
            }
            case '[' -> {
                return open(false);
            }
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        return At.AFTER_VALUE;
    }

    private At open(boolean object) throws WrongException {
        if (depth == MOST_DEPTH) {
            throw new WrongException(Expected.LESS_DEPTH);
        }
        objects[depth] = object;
        depth++;
        out.append(text.charAt(at));
        at++;
        return At.FIRST;
    }

    private At first() throws WrongException {
        boolean object = objects[depth - 1];
        char end = object ? '}' : ']';
        if (peek(object ? Expected.NAME : Expected.VALUE) == end) {
            depth--;
            out.append(end);
            at++;
            return At.AFTER_VALUE;
        }
        newLine();
        return object ? name() : At.VALUE;
    }

    private At name() throws WrongException {
        if (peek(Expected.NAME) != '"') {
            throw new WrongException(Expected.NAME);
        }
        string();
        skipSpace();
        if (peek(Expected.COLON) != ':') {
            throw new WrongException(Expected.COLON);
        }
        at++;
        out.append(": ");
        return At.VALUE;
    }

    private At next() throws WrongException {
        boolean object = objects[depth - 1];
        Expected expected =
                object ? Expected.COMMA_OR_END_OF_OBJECT : Expected.COMMA_OR_END_OF_LIST;
        char c = peek(expected);
        if (c == ',') {
            at++;
            out.append(',');
            newLine();
            return object ? At.NAME : At.VALUE;
        }
        if (c != (object ? '}' : ']')) {
            throw new WrongException(expected);
        }
        at++;
        depth--;
        newLine();
        out.append(c);
        return At.AFTER_VALUE;
    }

    private void newLine() throws WrongException {
        out.append('\n').repeat(INDENT, depth);
        if (out.length() > MOST_CHARACTERS) {
            throw new WrongException(Expected.LESS_TEXT);
        }
    }

    private void string() throws WrongException {
        int start = at;
        at++;
        while (true) {
            char c = peek(Expected.CLOSING_QUOTE);
            if (c < ' ') {
                throw new WrongException(Expected.NO_CONTROL_CHARACTER);
            }
            at++;
            if (c == '"') {
                break;
            }
            if (c == '\\') {
                escape();
            }
        }
        out.append(text, start, at);
    }

    private void escape() throws WrongException {
        char c = peek(Expected.ESCAPE);
        if (c == 'u') {
            at++;
            for (int i = 0; i < 4; i++) {
                if (Character.digit(peek(Expected.ESCAPE), 16) < 0 || text.charAt(at) > 'f') {
                    throw new WrongException(Expected.ESCAPE);
                }
                at++;
            }
        } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
            at++;
        } else {
            throw new WrongException(Expected.ESCAPE);
        }
    }

    private void word(String word) throws WrongException {
        if (!text.startsWith(word, at)) {
            throw new WrongException(Expected.VALUE);
        }
        out.append(word);
        at += word.length();
    }

    private void number() throws WrongException {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        } else if (!isDigit()) {
            throw new WrongException(Expected.VALUE);
        }
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        out.append(text, start, at);
    }

    private void digits() throws WrongException {
        if (!isDigit()) {
            throw new WrongException(Expected.DIGIT);
        }
        while (isDigit()) {
            at++;
        }
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private char peek(Expected otherwise) throws WrongException {
        if (at >= text.length()) {
            throw new WrongException(otherwise);
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
