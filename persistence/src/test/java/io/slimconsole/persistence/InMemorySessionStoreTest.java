package io.slimconsole.persistence;

import io.slimconsole.session.store.SessionStore;

final class InMemorySessionStoreTest extends SessionStoreContract {
    private final SessionStore store = new InMemorySessionStore();

    @Override
    SessionStore store() {
        return store;
    }
}
