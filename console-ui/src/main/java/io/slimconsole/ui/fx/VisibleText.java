package io.slimconsole.ui.fx;

/// Text that others have written, made fit to be shown on one line.
///
/// What would be invisible, or would rearrange or cover what stands beside it, is written out: control characters, marks of
/// direction and other format characters, and long piles of accents. Letters of all scripts stay as they are.
///
/// Pure; usable on any thread.
public final class VisibleText {
    /// Languages put up to three marks on a letter; more are there to cover other lines.
    private static final int MOST_MARKS = 4;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private VisibleText() {}

    /// All of it. A tab becomes four spaces.
    public static String of(String text) {
        var out = new StringBuilder(text.length() + 16);
        int marks = 0;
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isMark(codePoint)) {
                marks++;
                if (marks <= MOST_MARKS) {
                    out.appendCodePoint(codePoint);
                }
                continue;
            }
            endMarks(marks, out);
            marks = 0;
            append(codePoint, out);
        }
        endMarks(marks, out);
        return out.toString();
    }

    /// At most so many characters of it; what is left out shows as `…`.
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return of(text.substring(0, end)) + "…";
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static void endMarks(int marks, StringBuilder out) {
        if (marks > MOST_MARKS) {
            out.append("⟨+").append(marks - MOST_MARKS).append(" marks⟩");
        }
    }

    private static void append(int codePoint, StringBuilder out) {
        if (codePoint == '\t') {
            out.append("    ");
        } else if (isHidden(codePoint)) {
            out.append("⟨U+%04X⟩".formatted(codePoint));
        } else {
            out.appendCodePoint(codePoint);
        }
    }

    private static boolean isHidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            // scripts and emoji need the joiners
            case Character.FORMAT ->
                    codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }
}
