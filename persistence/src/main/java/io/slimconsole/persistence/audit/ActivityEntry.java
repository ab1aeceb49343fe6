package io.slimconsole.persistence.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Something that happened in the node, in a session, or was done by the operator.
///
/// @param actor who did it: `operator`, `api`, `node`, or the name of an application
/// @param subject what it was done to: a name, an address, a setting
/// @param session of a session's entries, unsigned
/// @param success false for what failed or was refused
/// @param text one sentence for people; never a secret
/// @param facts more of it, each under its name, such as `before`, `after`, `reason`, `epoch`; in that order
public record ActivityEntry(
        long sequence,
        Instant at,
        ActivityKind kind,
        String actor,
        String subject,
        Optional<ConnectionRef> connection,
        OptionalInt session,
        boolean success,
        String text,
        SequencedMap<String, String> facts)
        implements AuditEntry {}
