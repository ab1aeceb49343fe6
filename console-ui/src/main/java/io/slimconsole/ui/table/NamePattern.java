package io.slimconsole.ui.table;

import java.util.ArrayList;
import java.util.List;

/// A pattern for SLIM names, as it is typed: `org/*/svc`, `chat/ro`, or a plain word.
///
/// With slashes, each part stands for one component: `*` for any characters of it, all parts but the last for the whole
/// component, the last one for its beginning, since it may be still being typed. Without slashes it is found anywhere
/// in any component. Case is ignored.
public final class NamePattern {
    /// A piece of a text.
    ///
    /// @param from inclusive
    /// @param to exclusive
    public record Range(int from, int to) {}

    private final String[] parts;

    private NamePattern(String[] parts) {
        this.parts = parts;
    }

    public static NamePattern of(String typed) {
        return new NamePattern(typed.split("/", -1));
    }

    /// Whether this pattern stands for a name.
    ///
    /// @param components organization, namespace, service, and the instance, if it is to be compared
    public boolean matches(String... components) {
        if (parts.length == 1) {
            for (String component : components) {
                if (containsGlob(component, parts[0])) {
                    return true;
                }
            }
            return false;
        }
        if (parts.length > components.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (!glob(parts[i], 0, components[i], 0, last)) {
                return false;
            }
        }
        return true;
    }

    /// What of one component a matching name matches with, for highlighting.
    ///
    /// @param index of the component, 0 for the organization
    public List<Range> highlights(int index, String component) {
        if (parts.length > 1 && index >= parts.length) {
            return List.of();
        }
        String part = parts.length == 1 ? parts[0] : parts[index];
        List<Range> ranges = new ArrayList<>();
        int at = 0;
        for (String literal : part.split("\\*", -1)) {
            if (literal.isEmpty()) {
                continue;
            }
            int found = indexOf(component, literal, at);
            if (found < 0) {
                return List.of();
            }
            at = found + literal.length();
            ranges.add(new Range(found, at));
        }
        return ranges;
    }

    /// Whether `text` contains `word`, without regard to case; nothing is copied.
    public static boolean contains(String text, String word) {
        return indexOf(text, word, 0) >= 0;
    }

    private static int indexOf(String text, String word, int from) {
        int last = text.length() - word.length();
        for (int i = from; i <= last; i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean containsGlob(String text, String pattern) {
        if (pattern.indexOf('*') < 0) {
            return contains(text, pattern);
        }
        for (int i = 0; i <= text.length(); i++) {
            if (glob(pattern, 0, text, i, true)) {
                return true;
            }
        }
        return false;
    }

    /// Two pointers and one way back, to the last star: linear for all patterns that people type.
    private static boolean glob(
            String pattern, int patternFrom, String text, int textFrom, boolean prefix) {
        int p = patternFrom;
        int t = textFrom;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p == pattern.length() && prefix) {
                return true;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && text.regionMatches(true, t, pattern, p, 1)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
