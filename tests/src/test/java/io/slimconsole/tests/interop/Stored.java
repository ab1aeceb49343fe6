package io.slimconsole.tests.interop;

import io.slimconsole.persistence.InMemorySessionStore;
import io.slimconsole.persistence.InMemoryVault;
import io.slimconsole.session.store.SessionStorage;

/// Where sessions of a test are kept while their process is gone.
final class Stored {
    private Stored() {}

    /// The console's own, of a run without a database.
    static SessionStorage inMemory() {
        return new SessionStorage(new InMemorySessionStore(), new InMemoryVault().groupCipher());
    }
}
