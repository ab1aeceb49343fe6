package io.slimconsole.ui.settings;

import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;
import io.slimconsole.persistence.audit.Recording;
import io.slimconsole.persistence.audit.Retention;

import java.util.Set;

/// What is typed about the audit log.
///
/// @param oneIn of how many messages one is recorded, where that is the level
/// @param leftOut names, with commas between
/// @param contentOf channels whose content is recorded
record AuditDraft(
        Level level,
        String oneIn,
        String leftOut,
        Set<ActivityKind.Group> groups,
        Set<String> contentOf,
        Kept messages,
        Kept activity) {
    static final AuditDraft DEFAULTS = of(AuditRules.DEFAULTS);

    private static final int USUAL_SAMPLE = 100;

    /// Which messages are recorded.
    enum Level {
        ALL,
        CONTROL,
        SAMPLED,
        OFF
    }

    /// How long a trail is kept.
    record Kept(String age, String size) {
        static Kept of(Retention retention) {
            return new Kept(
                    Quantities.ageText(retention.age()),
                    Quantities.largeBytesText(retention.bytes()));
        }
    }

    AuditDraft {
        groups = Set.copyOf(groups);
        contentOf = Set.copyOf(contentOf);
    }

    static AuditDraft of(AuditRules rules) {
        return new AuditDraft(
                switch (rules.messages()) {
                    case Recording.All _ -> Level.ALL;
                    case Recording.ControlOnly _ -> Level.CONTROL;
                    case Recording.Sampled _ -> Level.SAMPLED;
                    case Recording.Off _ -> Level.OFF;
                },
                Integer.toString(
                        rules.messages() instanceof Recording.Sampled(int n) ? n : USUAL_SAMPLE),
                String.join(", ", rules.leftOut()),
                rules.activity(),
                rules.contentOf(),
                Kept.of(rules.keepMessages()),
                Kept.of(rules.keepActivity()));
    }

    AuditDraft with(Level other) {
        return new AuditDraft(other, oneIn, leftOut, groups, contentOf, messages, activity);
    }

    AuditDraft withOneIn(String other) {
        return new AuditDraft(level, other, leftOut, groups, contentOf, messages, activity);
    }

    AuditDraft withLeftOut(String other) {
        return new AuditDraft(level, oneIn, other, groups, contentOf, messages, activity);
    }

    AuditDraft withGroups(Set<ActivityKind.Group> other) {
        return new AuditDraft(level, oneIn, leftOut, other, contentOf, messages, activity);
    }

    AuditDraft withContentOf(Set<String> other) {
        return new AuditDraft(level, oneIn, leftOut, groups, other, messages, activity);
    }

    AuditDraft withMessages(Kept other) {
        return new AuditDraft(level, oneIn, leftOut, groups, contentOf, other, activity);
    }

    AuditDraft withActivity(Kept other) {
        return new AuditDraft(level, oneIn, leftOut, groups, contentOf, messages, other);
    }
}
