package io.slimconsole.ui.settings;

import java.util.Locale;

/// Everything about the node that can be set here, in the order of the page.
public enum SettingField {
    HOST(Section.NODE, Kind.TEXT),
    PORT(Section.NODE, Kind.TEXT),
    NODE_ID(Section.NODE, Kind.TEXT),
    DOMAIN(Section.NODE, Kind.TEXT),
    HEADER_MAC(Section.NODE, Kind.FLAG),
    TLS(Section.TLS, Kind.FLAG),
    CERTIFICATE(Section.TLS, Kind.FILE),
    PRIVATE_KEY(Section.TLS, Kind.FILE),
    CLIENT_CA(Section.TLS, Kind.FILE),
    CONNECTIONS(Section.LIMITS, Kind.COUNT),
    SUBSCRIPTIONS_PER_CONNECTION(Section.LIMITS, Kind.COUNT),
    SUBSCRIPTIONS(Section.LIMITS, Kind.COUNT),
    MESSAGE_SIZE(Section.LIMITS, Kind.SIZE),
    QUEUE_SIZE(Section.LIMITS, Kind.SIZE),
    NEGOTIATION_TIME(Section.LIMITS, Kind.TIME),
    SLOW_RECEIVER(Section.LIMITS, Kind.TIME);

    /// What is typed: any text, yes or no, a path, or a number with a unit.
    enum Kind {
        TEXT,
        FLAG,
        FILE,
        COUNT,
        SIZE,
        TIME
    }

    private final Section section;
    private final Kind kind;

    SettingField(Section section, Kind kind) {
        this.section = section;
        this.kind = kind;
    }

    Section section() {
        return section;
    }

    Kind kind() {
        return kind;
    }

    /// As in the texts and in the ids of controls: `node-id`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
