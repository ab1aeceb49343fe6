package io.slimconsole.ui.settings;

import java.util.Locale;

/// A part of the page, with an entry in its list of contents.
enum Section {
    GENERAL,
    NODE,
    TLS,
    LIMITS,
    AUDIT,
    IDENTITY,
    MANAGER;

    /// As in the texts, in the ids of controls, and in `Target.OfSettings`.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
