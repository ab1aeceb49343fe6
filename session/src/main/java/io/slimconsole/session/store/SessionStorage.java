package io.slimconsole.session.store;

import io.slimconsole.mls.state.StateCipher;

import java.util.Optional;

/// Where sessions are kept, and what their keys are sealed with.
public record SessionStorage(SessionStore store, Optional<StateCipher> cipher) {
    /// For sessions that end with the process.
    public static final SessionStorage NONE =
            new SessionStorage(SessionStore.NONE, Optional.empty());

    public SessionStorage(SessionStore store, StateCipher cipher) {
        this(store, Optional.of(cipher));
    }

    public boolean isKept() {
        return cipher.isPresent();
    }
}
