package io.slimconsole.session.store;

import java.util.List;

/// Keeps sessions. The application implements it.
///
/// Sessions may call it on different threads at once. What it throws ends the session's step: nothing was said to anybody then.
public interface SessionStore {
    /// Keeps nothing: for sessions that end with the process.
    SessionStore NONE =
            new SessionStore() {
                @Override
                public void save(StoredSession session) {
                    // forgotten
                }

                @Override
                public List<StoredSession> load() {
                    return List.of();
                }

                @Override
                public void delete(int sessionId) {
                    // there is none
                }
            };

    /// Keeps a session instead of what was kept of it before. Once this returns, a crash doesn't lose it.
    void save(StoredSession session);

    /// All of them, in no order. The record of one that was damaged where it is kept is empty.
    List<StoredSession> load();

    /// Forgets a session; nothing happens if there is none.
    void delete(int sessionId);
}
