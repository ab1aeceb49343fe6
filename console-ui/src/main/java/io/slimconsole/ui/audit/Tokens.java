package io.slimconsole.ui.audit;

import io.slimconsole.ui.fx.Texts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was typed into a filter of the log, taken apart: `key:value` for a property, everything else for a text.
///
/// Blanks separate; quotation marks keep together what has blanks or a colon in it.
///
/// @param all with a key, in the order in which they were typed; each key at most once
/// @param text the words without a key, with a blank between them
/// @param problems what is wrong with it
record Tokens(List<Token> all, String text, List<String> problems) {
    private static final Texts TEXTS = Texts.of(Tokens.class);
    private static final Pattern KEYED = Pattern.compile("(-?)([A-Za-z-]+):(.*)", Pattern.DOTALL);

    /// @param key lower case
    record Token(String key, String value) {}

    Tokens {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    /// @param keys that are known
    static Tokens parse(String typed, Set<String> keys) {
        List<Token> all = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String part : split(typed)) {
            Matcher keyed = KEYED.matcher(part);
            if (part.startsWith("\"") || !keyed.matches()) {
                String word = unquoted(part);
                if (!word.isEmpty()) {
                    words.add(word);
                }
                continue;
            }
            String key = keyed.group(2).toLowerCase(Locale.ROOT);
            String value = unquoted(keyed.group(3));
            if (!keys.contains(key)) {
                problems.add(
                        nearest(key, keys)
                                .map(near -> TEXTS.get("query.key.near", key, near))
                                .orElseGet(() -> TEXTS.get("query.key.unknown", key, list(keys))));
            } else if (!keyed.group(1).isEmpty()) {
                problems.add(TEXTS.get("query.not", key));
            } else if (all.stream().anyMatch(t -> t.key().equals(key))) {
                problems.add(TEXTS.get("query.key.twice", key));
            } else if (!value.isEmpty()) {
                // "type:" alone is still being typed
                all.add(new Token(key, value));
            }
        }
        return new Tokens(all, String.join(" ", words), problems);
    }

    /// The known word that was probably meant.
    static Optional<String> nearest(String typed, Collection<String> known) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String each : known) {
            int steps = each.startsWith(typed) ? 0 : distance(typed, each);
            if (steps < least || (steps == least && each.length() < nearest.length())) {
                least = steps;
                nearest = each;
            }
        }
        return least <= Math.max(1, typed.length() / 3) ? Optional.of(nearest) : Optional.empty();
    }

    static String list(Collection<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    private static List<String> split(String typed) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                part.append(c);
            } else if (Character.isWhitespace(c) && !quoted) {
                if (!part.isEmpty()) {
                    parts.add(part.toString());
                    part.setLength(0);
                }
            } else {
                part.append(c);
            }
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static String unquoted(String text) {
        return text.replace("\"", "");
    }

    /// How many letters have to be changed, added, taken away, or exchanged with their neighbour.
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
                least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
                boolean exchanged =
                        i > 1
                                && j > 1
                                && a.charAt(i - 1) == b.charAt(j - 2)
                                && a.charAt(i - 2) == b.charAt(j - 1);
                steps[i][j] = exchanged ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[a.length()][b.length()];
    }
}
