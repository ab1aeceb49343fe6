package io.slimconsole.session.store;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.membership.SessionPlan;
import io.slimconsole.session.wire.Body;
import io.slimconsole.session.wire.Participant;
import io.slimconsole.session.wire.SessionKind;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is kept of a session that we moderate.
///
/// @param created when it was begun, to the millisecond
/// @param sequence the last id that our data had
/// @param mlsGroup id of its MLS group, in hexadecimal; empty where there is none yet
/// @param subjects of the members' tokens, by their names
public record SessionRecord(
        Moderating state,
        Instant created,
        int sequence,
        Optional<String> mlsGroup,
        Map<Name, String> subjects) {
    /// Of the form; another one is refused.
    public static final int VERSION = 1;

    private static final JsonMapper JSON = new JsonMapper();

    public SessionRecord {
        created = Instant.ofEpochMilli(created.toEpochMilli());
        subjects = Map.copyOf(subjects);
    }

    /// A kept session that can't be had back.
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    // the form on disk, in words and numbers that stay as they are

    private record Form(
            int version,
            long id,
            long createdMs,
            String kind,
            Member self,
            String dataChannel,
            String controlChannel,
            long intervalMs,
            long retries,
            boolean reliable,
            int mlsPercent,
            Map<String, String> metadata,
            List<Member> roster,
            long commits,
            long epoch,
            boolean begun,
            int sequence,
            String mlsGroup,
            Map<String, String> subjects) {}

    private record Member(String name, boolean sends, boolean receives, boolean online) {
        static Member of(Participant from) {
            return new Member(from.name().toString(), from.sends(), from.receives(), from.online());
        }

        Participant participant() {
            return new Participant(Name.parse(name), sends, receives, online);
        }
    }

    private static final int NO_MLS = -1;

    public ByteString encode() {
        SessionPlan plan = state.plan();
        var names = new HashMap<String, String>();
        subjects.forEach((name, subject) -> names.put(name.toString(), subject));
        var form =
                new Form(
                        VERSION,
                        Integer.toUnsignedLong(plan.id()),
                        created.toEpochMilli(),
                        plan.kind().name(),
                        Member.of(plan.self()),
                        plan.channels().map(all -> all.data().toString()).orElse(""),
                        plan.channels().map(all -> all.control().toString()).orElse(""),
                        Integer.toUnsignedLong(plan.timers().interval()),
                        Integer.toUnsignedLong(plan.timers().retries()),
                        plan.reliable(),
                        plan.mls().map(Body.Mls::validationPercent).orElse(NO_MLS),
                        plan.metadata(),
                        state.roster().members().stream().map(Member::of).toList(),
                        Integer.toUnsignedLong(state.commits()),
                        state.epoch(),
                        state.begun(),
                        sequence,
                        mlsGroup.orElse(""),
                        names);
        return ByteString.copyFrom(JSON.writeValueAsBytes(form));
    }

    /// @param now when the session goes on
    public static SessionRecord decode(ByteString bytes, Instant now) throws UnreadableException {
        if (bytes.isEmpty()) {
            throw new UnreadableException("what is stored of it is damaged");
        }
        try {
            int version = JSON.readTree(bytes.toByteArray()).path("version").asInt(0);
            if (version != VERSION) {
                throw new UnreadableException(
                        "a session is stored in version %d; this program reads version %d"
                                .formatted(version, VERSION));
            }
            Form form = JSON.readValue(bytes.toByteArray(), Form.class);
            var plan =
                    new SessionPlan(
                            (int) form.id(),
                            SessionKind.valueOf(form.kind()),
                            form.self().participant(),
                            form.dataChannel().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new Body.Channels(
                                                    Name.parse(form.dataChannel()),
                                                    Name.parse(form.controlChannel()))),
                            new Body.Timers((int) form.intervalMs(), (int) form.retries()),
                            form.reliable(),
                            form.mlsPercent() == NO_MLS
                                    ? Optional.empty()
                                    : Optional.of(new Body.Mls(form.mlsPercent())),
                            form.metadata());
            var roster = new Roster(form.roster().stream().map(Member::participant).toList());
            var subjects = new HashMap<Name, String>();
            form.subjects().forEach((name, subject) -> subjects.put(Name.parse(name), subject));
            return new SessionRecord(
                    Moderating.resume(
                            plan, roster, (int) form.commits(), form.epoch(), form.begun(), now),
                    Instant.ofEpochMilli(form.createdMs()),
                    form.sequence(),
                    form.mlsGroup().isEmpty() ? Optional.empty() : Optional.of(form.mlsGroup()),
                    subjects);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableException("what is stored is no session", e);
        }
    }
}
