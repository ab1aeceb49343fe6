package io.slimconsole.mls.crypto;

import java.util.Arrays;

/// A private key of HPKE: for what is encrypted to its public half. Made by [CipherSuite], which checked it and worked out its public half.
///
/// It prints its length alone.
public final class HpkePrivateKey implements AutoCloseable {
    private final Secret secret;
    private final byte[] publicKey;

    HpkePrivateKey(Secret secret, byte[] publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /// The key itself, not a copy: for a sealed snapshot.
    public Secret secret() {
        return secret;
    }

    /// The same key with bytes of its own, which are wiped by themselves.
    public HpkePrivateKey copy() {
        return new HpkePrivateKey(secret.copy(), publicKey);
    }

    byte[] publicKey() {
        return publicKey;
    }

    public void wipe() {
        secret.wipe();
    }

    public boolean isWiped() {
        return secret.isWiped();
    }

    /// The same as [#wipe()].
    @Override
    public void close() {
        wipe();
    }

    /// In constant time, as [Secret] is.
    @Override
    public boolean equals(Object other) {
        return other instanceof HpkePrivateKey that && secret.equals(that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(publicKey);
    }

    @Override
    public String toString() {
        return "HpkePrivateKey(%s)".formatted(secret);
    }
}
