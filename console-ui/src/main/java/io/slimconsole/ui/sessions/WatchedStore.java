package io.slimconsole.ui.sessions;

import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A store, and which sessions it did not take the last change of. May be used on any thread.
final class WatchedStore implements SessionStore {
    private static final Logger log = LoggerFactory.getLogger(WatchedStore.class);

    private final SessionStore store;
    private final Map<Integer, String> problems = new ConcurrentHashMap<>();

    /// Sessions that are over and still stored: they must not go on.
    private final Set<Integer> undeleted = ConcurrentHashMap.newKeySet();

    WatchedStore(SessionStore store) {
        this.store = store;
    }

    /// Why the last change of a session is not stored, if it is not.
    Optional<String> problem(int sessionId) {
        return Optional.ofNullable(problems.get(sessionId));
    }

    @Override
    public void save(StoredSession session) {
        try {
            store.save(session);
            problems.remove(session.sessionId());
        } catch (RuntimeException e) {
            problems.put(session.sessionId(), String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    public List<StoredSession> load() {
        undeleted.forEach(this::delete);
        return store.load().stream()
                .filter(session -> !undeleted.contains(session.sessionId()))
                .toList();
    }

    /// Never fails: the session is over, whatever the disk says. It is tried again with the next [#load].
    @Override
    public void delete(int sessionId) {
        problems.remove(sessionId);
        try {
            store.delete(sessionId);
            undeleted.remove(sessionId);
        } catch (RuntimeException e) {
            undeleted.add(sessionId);
            log.atError()
                    .addKeyValue("session", Integer.toUnsignedString(sessionId))
                    .setCause(e)
                    .log("a session that is over is still stored");
        }
    }
}
