package io.slimconsole.persistence.audit.proof;

import java.util.SequencedMap;

/// What the last line of an export says.
///
/// @param trail `messages` or `activity`
/// @param entries how many lines come before
/// @param newest sequence of the first line's entry; zero without one
/// @param oldest sequence of the last line's entry; zero without one
/// @param filter what was asked for, in words
/// @param exportedAt when, in ISO 8601
/// @param sealedSequence newest entry of the trail that was sealed at that moment
/// @param sealedMac its MAC in the log, in hexadecimal
/// @param chain SHA-256 over all lines before, in hexadecimal
public record Manifest(
        String trail,
        long entries,
        long newest,
        long oldest,
        String filter,
        String exportedAt,
        long sealedSequence,
        String sealedMac,
        String chain) {
    static final int FORMAT = 1;
    private static final String MANIFEST = "slim-console-export";

    JsonLine line() {
        return new JsonLine()
                .put(MANIFEST, FORMAT)
                .put("trail", trail)
                .put("entries", entries)
                .put("newest", newest)
                .put("oldest", oldest)
                .put("filter", filter)
                .put("exported-at", exportedAt)
                .put("sealed-sequence", sealedSequence)
                .put("sealed-mac", sealedMac)
                .put("chain", chain);
    }

    /// @throws IllegalArgumentException if it is no manifest
    static Manifest of(SequencedMap<String, String> values) {
        if (!value(values, MANIFEST).equals(Integer.toString(FORMAT))) {
            throw new IllegalArgumentException(
                    "the export is of format %s; this program verifies format %d"
                            .formatted(value(values, MANIFEST), FORMAT));
        }
        return new Manifest(
                value(values, "trail"),
                Long.parseLong(value(values, "entries")),
                Long.parseLong(value(values, "newest")),
                Long.parseLong(value(values, "oldest")),
                value(values, "filter"),
                value(values, "exported-at"),
                Long.parseLong(value(values, "sealed-sequence")),
                value(values, "sealed-mac"),
                value(values, "chain"));
    }

    static boolean is(String line) {
        return line.startsWith("{\"" + MANIFEST + "\":");
    }

    static String value(SequencedMap<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the manifest has no " + name);
        }
        return value;
    }
}
