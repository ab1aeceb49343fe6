package io.slimconsole.session;

import com.google.protobuf.ByteString;

import io.slimconsole.session.keys.GroupKeys;
import io.slimconsole.session.store.SessionRecord;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.StoredSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Stores one session before anybody hears of a change. Belongs to the session's thread.
///
/// If a change can't be stored the session goes on, and says so; it is tried again with the next one.
final class SessionKeeper {
    private static final Logger log = LoggerFactory.getLogger(SessionKeeper.class);

    private final int sessionId;
    private final SessionStorage storage;
    private final Consumer<SessionEvent> tell;
    private boolean stored;
    private Optional<Kept> kept = Optional.empty();

    /// What is to be stored.
    ///
    /// @param essence what matters after a restart: as long as it is the same, nothing has to be stored
    /// @param record made when it has to be
    record Keeping(List<?> essence, Supplier<SessionRecord> record) {}

    /// What was stored last.
    private record Kept(List<?> essence, int sequence, Optional<ByteString> keys) {}

    /// @param stored whether it is in the store already
    SessionKeeper(
            int sessionId, boolean stored, SessionStorage storage, Consumer<SessionEvent> tell) {
        this.sessionId = sessionId;
        this.stored = stored;
        this.storage = storage;
        this.tell = tell;
    }

    /// Does nothing if nothing has changed that matters.
    ///
    /// @param keeping empty if the session is to be forgotten
    /// @param sequence the last id that our data had
    void keep(Optional<Keeping> keeping, int sequence, Optional<GroupKeys> keys) {
        if (!storage.isKept()) {
            return;
        }
        if (keeping.isEmpty()) {
            forget();
            return;
        }
        var now = new Kept(keeping.get().essence(), sequence, keys.flatMap(GroupKeys::sealedState));
        if (kept.equals(Optional.of(now))) {
            return;
        }
        attempt(
                () -> {
                    ByteString record = keeping.get().record().get().encode();
                    storage.store().save(new StoredSession(sessionId, record, now.keys()));
                    stored = true;
                    kept = Optional.of(now);
                });
    }

    private void forget() {
        if (stored) {
            attempt(
                    () -> {
                        storage.store().delete(sessionId);
                        stored = false;
                        kept = Optional.empty();
                    });
        }
    }

    private void attempt(Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("session", Integer.toUnsignedString(sessionId))
                    .setCause(e)
                    .log("a session can't be stored; a restart would find it as it was before");
            tell.accept(new SessionEvent.NotStored(String.valueOf(e.getMessage())));
        }
    }
}
