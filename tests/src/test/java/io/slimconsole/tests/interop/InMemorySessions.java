package io.slimconsole.tests.interop;

import io.slimconsole.mls.state.StateCipher;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps sessions as long as the test runs, in the clear.
final class InMemorySessions implements SessionStore, StateCipher {
    private final Map<Integer, StoredSession> sessions = new ConcurrentHashMap<>();

    SessionStorage storage() {
        return new SessionStorage(this, this);
    }

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

    @Override
    public byte[] seal(byte[] state, byte[] associatedData) {
        return state.clone();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) {
        return sealed;
    }
}
