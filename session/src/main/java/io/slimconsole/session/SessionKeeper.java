package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.membership.Moderating;
import io.slimconsole.session.membership.Roster;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Stores one session before anybody hears of a change. Belongs to the session's thread.
///
/// If a change can't be stored the session goes on, and says so; it is tried again with the next one.
final class SessionKeeper {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);

    private final int sessionId;
    private final Instant created;
    private final SessionStorage storage;
    private final Consumer<SessionEvent> tell;
    private Optional<Kept> kept = Optional.empty();

    /// What was stored last, as far as it matters after a restart.
    private record Kept(
            Roster roster,
            int commits,
            long epoch,
            boolean begun,
            int sequence,
            Optional<ByteString> keys) {}

    SessionKeeper(
            int sessionId, Instant created, SessionStorage storage, Consumer<SessionEvent> tell) {
        this.sessionId = sessionId;
        this.created = created;
        this.storage = storage;
        this.tell = tell;
    }

    /// Does nothing if nothing has changed that matters. A session that is over is forgotten.
    ///
    /// @param sequence the last id that our data had
    void keep(Moderating state, int sequence, Optional<GroupKeys> keys) {
        if (!storage.isKept()) {
            return;
        }
        if (state.over()) {
            storage.store().delete(sessionId);
            return;
        }
        var now =
                new Kept(
                        state.roster(),
                        state.commits(),
                        state.epoch(),
                        state.begun(),
                        sequence,
                        keys.flatMap(GroupKeys::sealedState));
        if (kept.equals(Optional.of(now))) {
            return;
        }
        var record =
                new SessionRecord(
                        state,
                        created,
                        sequence,
                        keys.map(GroupKeys::groupId),
                        keys.map(GroupKeys::subjects).orElse(Map.of()));
        try {
            storage.store().save(new StoredSession(sessionId, record.encode(), now.keys()));
            kept = Optional.of(now);
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("session", Integer.toUnsignedString(sessionId))
                    .setCause(e)
                    .log("a session can't be stored; a restart would find it as it was before");
            tell.accept(new SessionEvent.NotStored(String.valueOf(e.getMessage())));
        }
    }
}
