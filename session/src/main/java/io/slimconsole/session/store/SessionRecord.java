package io.slimconsole.session.store;

import com.google.protobuf.ByteString;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.keys.Moderator;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.Participating;
import io.slimconsole.session.membership.SessionPlan;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is kept of a session, but for its keys.
public sealed interface SessionRecord {
    /// Of the form; another one is refused.
    int VERSION = 1;

    SessionPlan plan();

    /// When it was begun, to the millisecond.
    Instant created();

    /// The last id that our data had.
    int sequence();

    /// Id of its MLS group, in hexadecimal; empty where there is none yet.
    Optional<String> mlsGroup();

    ByteString encode();

    /// A session that we moderate.
    ///
    /// @param subjects of the members' tokens, by their names
    record Moderated(
            Moderating state,
            Instant created,
            int sequence,
            Optional<String> mlsGroup,
            Map<Name, String> subjects)
            implements SessionRecord {
        public Moderated {
            created = Instant.ofEpochMilli(created.toEpochMilli());
            subjects = Map.copyOf(subjects);
        }

        @Override
        public SessionPlan plan() {
            return state.plan();
        }

        @Override
        public ByteString encode() {
            var names = new HashMap<String, String>();
            subjects.forEach((name, subject) -> names.put(name.toString(), subject));
            return bytes(
                    new Forms.Moderated(
                            VERSION,
                            Forms.Common.of(this, state.roster(), state.commits(), state.epoch()),
                            state.begun(),
                            names));
        }

        private static Moderated of(Forms.Moderated form, Instant now) {
            Forms.Common session = form.session();
            var subjects = new HashMap<Name, String>();
            form.subjects().forEach((name, subject) -> subjects.put(Name.parse(name), subject));
            return new Moderated(
                    Moderating.resume(
                            session.plan(),
                            session.members(),
                            (int) session.commits(),
                            session.epoch(),
                            form.begun(),
                            now),
                    Instant.ofEpochMilli(session.createdMs()),
                    session.sequence(),
                    session.group(),
                    subjects);
        }
    }

    /// A session that somebody else moderates, and that we are in.
    record Participated(
            Participating state,
            Moderator moderator,
            Instant created,
            int sequence,
            Optional<String> mlsGroup)
            implements SessionRecord {
        public Participated {
            created = Instant.ofEpochMilli(created.toEpochMilli());
        }

        @Override
        public SessionPlan plan() {
            return state.plan();
        }

        @Override
        public ByteString encode() {
            return bytes(
                    new Forms.Participated(
                            VERSION,
                            Forms.Common.of(
                                    this, state.roster(), state.commits().last(), state.epoch()),
                            moderator.name().toString(),
                            moderator.publicKey(),
                            state.isOffline()));
        }

        private static Participated of(Forms.Participated form, Instant now) {
            Forms.Common session = form.session();
            var moderator = new Moderator(Name.parse(form.moderator()), form.moderatorKey());
            return new Participated(
                    Participating.resume(
                            session.plan(),
                            moderator.name(),
                            session.members(),
                            (int) session.commits(),
                            session.epoch(),
                            form.offline(),
                            now),
                    moderator,
                    Instant.ofEpochMilli(session.createdMs()),
                    session.sequence(),
                    session.group());
        }
    }

    /// A kept session that can't be had back.
    final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static ByteString bytes(Object form) {
        return ByteString.copyFrom(Forms.JSON.writeValueAsBytes(form));
    }

    /// @param now when the session goes on
    static SessionRecord decode(ByteString bytes, Instant now) throws UnreadableException {
        if (bytes.isEmpty()) {
            throw new UnreadableException("what is stored of it is damaged");
        }
        try {
            JsonNode form = Forms.JSON.readTree(bytes.toByteArray());
            int version = form.path("version").asInt(0);
            if (version != VERSION) {
                throw new UnreadableException(
                        "a session is stored in version %d; this program reads version %d"
                                .formatted(version, VERSION));
            }
            return form.has("moderator")
                    ? Participated.of(Forms.JSON.treeToValue(form, Forms.Participated.class), now)
                    : Moderated.of(Forms.JSON.treeToValue(form, Forms.Moderated.class), now);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new UnreadableException("what is stored is no session", e);
        }
    }
}
