package io.slimconsole.persistence;

import java.util.List;

/// The files of a data folder that are its data: what a backup holds and a restore replaces.
final class DataFiles {
    static final String CONSOLE = "console.mv.db";

    static final List<String> DATABASES = List.of(CONSOLE, "audit.mv.db");

    /// Keys, and the seal of the log. Copied before the databases: a seal may be older than what it seals, never newer.
    static final List<String> BESIDE = List.of("audit.seal", "audit.keys", "console.key");

    /// What a backup says of itself; its first entry.
    static final String MANIFEST = "backup.properties";

    static final String FORMAT = "format";
    static final int FORMAT_VERSION = 1;
    static final String MADE_AT = "made-at";
    static final String SCHEMA = "console-schema";
    static final String AUDIT_SCHEMA = "audit-schema";
    static final String FILES = "files";

    private DataFiles() {}

    static boolean isKnown(String name) {
        return DATABASES.contains(name) || BESIDE.contains(name);
    }
}
