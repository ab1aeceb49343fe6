package io.slimconsole.session;

import io.slimconsole.mls.state.StateCipher;
import io.slimconsole.session.store.SessionStorage;
import io.slimconsole.session.store.SessionStore;
import io.slimconsole.session.store.StoredSession;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps sessions as long as a test runs, in the clear. Can be told to fail.
final class Shelf implements SessionStore, StateCipher {
    private final Map<Integer, StoredSession> sessions = new ConcurrentHashMap<>();
    final AtomicInteger saved = new AtomicInteger();
    volatile boolean full;
    volatile boolean locked;

    SessionStorage storage() {
        return new SessionStorage(this, this);
    }

    private void requireRoom() {
        if (full) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Override
    public void save(StoredSession session) {
        requireRoom();
        saved.incrementAndGet();
        sessions.put(session.sessionId(), session);
    }

    @Override
    public List<StoredSession> load() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void delete(int sessionId) {
        requireRoom();
        sessions.remove(sessionId);
    }

    @Override
    public byte[] seal(byte[] state, byte[] associatedData) {
        if (locked) {
            throw new IllegalStateException("the vault is locked");
        }
        return state.clone();
    }

    @Override
    public byte[] open(byte[] sealed, byte[] associatedData) {
        return sealed;
    }
}
