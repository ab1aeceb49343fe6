package io.slimconsole.persistence.audit.block;

import java.util.List;

/// An entry of the activity as a block keeps it.
///
/// @param at microseconds since 1970
/// @param kind the name of its kind
/// @param run of the connection; 0 without one
/// @param session unsigned; negative without one
/// @param facts name, fact, name, fact, …
public record ActivityRow(
        long at,
        String kind,
        String actor,
        String subject,
        int run,
        long connection,
        long session,
        boolean success,
        String text,
        List<String> facts) {
    public static final long NO_SESSION = -1;

    public ActivityRow {
        facts = List.copyOf(facts);
    }

    int weight() {
        return 32
                + 2 * (actor.length() + subject.length() + text.length())
                + facts.stream().mapToInt(fact -> 4 + 2 * fact.length()).sum();
    }

    void put(ByteSink out) {
        out.putLong(at).putText(kind).putText(actor).putText(subject);
        out.putNumber(run).putNumber(connection).putSigned(session).putByte(success ? 1 : 0);
        out.putText(text).putNumber(facts.size());
        facts.forEach(out::putText);
    }
}
