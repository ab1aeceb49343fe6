package io.slimconsole.persistence;

import io.slimconsole.node.NodeConfig;
import io.slimconsole.persistence.audit.AuditRules;

/// What the operator can set, apart from where the data lives.
///
/// @param fontPercent size of all text, in percent of the normal size
public record ConsoleSettings(
        NodeConfig node, ManagerSettings manager, AuditRules audit, Theme theme, int fontPercent) {
    public static final int MIN_FONT_PERCENT = 80;
    public static final int MAX_FONT_PERCENT = 200;

    public ConsoleSettings {
        if (fontPercent < MIN_FONT_PERCENT || fontPercent > MAX_FONT_PERCENT) {
            throw new IllegalArgumentException(
                    "the font size must be from %d to %d percent, not %d"
                            .formatted(MIN_FONT_PERCENT, MAX_FONT_PERCENT, fontPercent));
        }
    }

    /// Without the channel manager, and with the usual audit log.
    public ConsoleSettings(NodeConfig node, Theme theme, int fontPercent) {
        this(node, ManagerSettings.OFF, AuditRules.DEFAULTS, theme, fontPercent);
    }

    /// Loopback, SLIM's usual port, a fresh node id, the desktop's theme.
    public static ConsoleSettings defaults() {
        return new ConsoleSettings(NodeConfig.loopback(NodeConfig.DEFAULT_PORT), Theme.SYSTEM, 100);
    }

    public ConsoleSettings withNode(NodeConfig other) {
        return new ConsoleSettings(other, manager, audit, theme, fontPercent);
    }

    public ConsoleSettings withManager(ManagerSettings other) {
        return new ConsoleSettings(node, other, audit, theme, fontPercent);
    }

    public ConsoleSettings withAudit(AuditRules other) {
        return new ConsoleSettings(node, manager, other, theme, fontPercent);
    }

    public ConsoleSettings withTheme(Theme other) {
        return new ConsoleSettings(node, manager, audit, other, fontPercent);
    }

    public ConsoleSettings withFontPercent(int other) {
        return new ConsoleSettings(node, manager, audit, theme, other);
    }
}
