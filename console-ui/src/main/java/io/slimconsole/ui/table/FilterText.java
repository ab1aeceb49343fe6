package io.slimconsole.ui.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What was typed into a filter field, taken apart.
///
/// Terms are separated by blanks and all of them must hold. `key:value` asks for one property, where the key is known;
/// `key:a,b` for one of several values; a leading `-` turns a term round. Everything else is a plain word.
///
/// @param terms in the order in which they were typed
public record FilterText(List<Term> terms) {
    public static final FilterText EMPTY = new FilterText(List.of());

    /// One condition.
    ///
    /// @param key lower case; empty for a plain word
    /// @param values never empty, each non-empty, as typed
    public record Term(String key, List<String> values, boolean negated) {
        public Term {
            values = List.copyOf(values);
        }

        public boolean isWord() {
            return key.isEmpty();
        }
    }

    public FilterText {
        terms = List.copyOf(terms);
    }

    /// @param keys that may stand before a colon, lower case; others are part of a word, as in `10.0.0.7:46357`
    public static FilterText parse(String text, Set<String> keys) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.strip().split("\\s+", -1)) {
            boolean negated = part.length() > 1 && part.startsWith("-");
            String bare = negated ? part.substring(1) : part;
            int colon = bare.indexOf(':');
            String key = colon < 0 ? "" : bare.substring(0, colon).toLowerCase(Locale.ROOT);
            if (keys.contains(key)) {
                List<String> values = valuesOf(bare.substring(colon + 1));
                // "type:" alone is still being typed
                if (!values.isEmpty()) {
                    terms.add(new Term(key, values, negated));
                }
            } else if (!bare.isEmpty()) {
                terms.add(new Term("", List.of(bare), negated));
            }
        }
        return terms.isEmpty() ? EMPTY : new FilterText(terms);
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    private static List<String> valuesOf(String list) {
        List<String> values = new ArrayList<>();
        for (String value : list.split(",", -1)) {
            if (!value.isBlank()) {
                values.add(value);
            }
        }
        return values;
    }
}
