package io.slimconsole.persistence;

import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions for one run only: for tests, and for an operator who goes on without a database.
public final class InMemorySessionStore implements SessionStore {
    private final Map<Integer, StoredSession> sessions = new ConcurrentHashMap<>();

    @Override
    public void save(StoredSession session) {
        sessions.put(session.sessionId(), session);
    }

    @Override
    public List<StoredSession> load() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void delete(int sessionId) {
        sessions.remove(sessionId);
    }
}
