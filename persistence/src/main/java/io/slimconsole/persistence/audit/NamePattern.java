package io.slimconsole.persistence.audit;

import java.util.List;

/// A name with `*` for any text. One without an instance stands for all instances.
final class NamePattern {
    private static final int PARTS_WITH_INSTANCE = 4;

    private final List<String> pieces;
    private final boolean hasInstance;

    NamePattern(String pattern) {
        this.pieces = List.of(pattern.strip().split("\\*", -1));
        this.hasInstance = pattern.split("/", -1).length >= PARTS_WITH_INSTANCE;
    }

    /// Whether the instance plays a part.
    boolean hasInstance() {
        return hasInstance;
    }

    /// Of a whole text, or of a prefix where the pattern has no instance.
    boolean matches(String text) {
        String head = pieces.getFirst();
        if (pieces.size() == 1) {
            return text.equals(head);
        }
        if (!text.startsWith(head)) {
            return false;
        }
        int at = head.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        String tail = pieces.getLast();
        return text.length() - at >= tail.length() && text.endsWith(tail);
    }

    /// Whether a name with this prefix may match.
    boolean mayMatchPrefix(String prefix) {
        return hasInstance
                ? prefix.startsWith(pieces.getFirst()) || pieces.getFirst().startsWith(prefix + "/")
                : matches(prefix);
    }
}
