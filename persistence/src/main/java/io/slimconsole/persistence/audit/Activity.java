package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Something to record: an [ActivityEntry] before it has its place.
///
/// Made with [#of] and the `with` methods.
public record Activity(
        Instant at,
        ActivityKind kind,
        String actor,
        String subject,
        Optional<ConnectionRef> connection,
        OptionalInt session,
        boolean success,
        String text,
        SequencedMap<String, String> facts) {
    public Activity {
        facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
    }

    public static Activity of(
            Instant at, ActivityKind kind, String actor, String subject, String text) {
        return new Activity(
                at,
                kind,
                actor,
                subject,
                Optional.empty(),
                OptionalInt.empty(),
                true,
                text,
                new LinkedHashMap<>());
    }

    public Activity withConnection(ConnectionRef by) {
        return new Activity(
                at, kind, actor, subject, Optional.of(by), session, success, text, facts);
    }

    public Activity withSession(int id) {
        return new Activity(
                at, kind, actor, subject, connection, OptionalInt.of(id), success, text, facts);
    }

    public Activity failed() {
        return new Activity(at, kind, actor, subject, connection, session, false, text, facts);
    }

    public Activity with(String name, String fact) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, fact);
        return new Activity(at, kind, actor, subject, connection, session, success, text, more);
    }

    ActivityEntry entry(long sequence) {
        return new ActivityEntry(
                sequence, at, kind, actor, subject, connection, session, success, text, facts);
    }
}
