package io.slimconsole.persistence;

import io.slimconsole.mls.state.StateCipher;
import io.slimconsole.persistence.disk.AesGcmCipher;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.spec.SecretKeySpec;

/// Secrets for one run only: for tests, and for an operator who goes on without a database.
public final class InMemoryVault implements Vault {
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    private final StateCipher cipher;

    public InMemoryVault() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        this.cipher = new AesGcmCipher(new SecretKeySpec(key, "AES"), "group");
    }

    @Override
    public Optional<byte[]> find(String name) {
        return Optional.ofNullable(secrets.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] secret) {
        VaultNames.check(name, secret);
        secrets.put(name, secret.clone());
    }

    @Override
    public StateCipher groupCipher() {
        return cipher;
    }
}
