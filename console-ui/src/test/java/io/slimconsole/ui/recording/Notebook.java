package io.slimconsole.ui.recording;

import io.slimconsole.persistence.audit.Activity;
import io.slimconsole.persistence.audit.ActivityKind;
import io.slimconsole.persistence.audit.AuditRules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A log in memory, and a recorder that reports to it.
final class Notebook {
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    static final int RUN = 7;

    private final List<Activity> entries = new CopyOnWriteArrayList<>();
    private volatile AuditRules rules = AuditRules.DEFAULTS;
    private final Map<Activity, byte[]> contents = new ConcurrentHashMap<>();
    private final Recorder recorder =
            new Recorder(() -> rules, entries::add, contents::put, () -> NOW, () -> RUN);

    Recorder recorder() {
        return recorder;
    }

    void only(ActivityKind.Group group) {
        rules =
                new AuditRules(
                        rules.messages(),
                        rules.leftOut(),
                        Set.of(group),
                        rules.contentOf(),
                        rules.keepMessages(),
                        rules.keepActivity());
    }

    /// What is said on these channels is recorded.
    void withContentOf(String... channels) {
        rules =
                new AuditRules(
                        rules.messages(),
                        rules.leftOut(),
                        rules.activity(),
                        Set.of(channels),
                        rules.keepMessages(),
                        rules.keepActivity());
    }

    Map<Activity, byte[]> contents() {
        return contents;
    }

    List<Activity> entries() {
        return entries;
    }

    static Activity by(Actor actor, String subject, String text) {
        return Activity.of(NOW, actor.kind(), actor.text(), subject, text);
    }
}
