package io.slimconsole.mls.schedule;

import io.slimconsole.mls.crypto.Secret;

/// A key and a nonce for one use.
public record MessageKey(Secret key, Secret nonce) {
    void wipe() {
        key.close();
        nonce.close();
    }
}
