package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// A key and a nonce for one use.
public record MessageKey(Secret key, Secret nonce) implements AutoCloseable {
    /// Wipes both.
    @Override
    public void close() {
        key.close();
        nonce.close();
    }
}
