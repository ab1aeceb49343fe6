package io.slimconsole.persistence;

import io.slimconsole.mls.state.StateCipher;

import java.util.Optional;

/// Keeps secrets of the console: sealed before they reach the disk. Any thread may call it; it waits for the disk.
public interface Vault {
    int MAX_NAME_LENGTH = 100;
    int MAX_BYTES = 16_000;

    /// @param name as it was put
    /// @throws PersistenceException if it can't be read, or is not what was put under that name
    Optional<byte[]> find(String name);

    /// Keeps a secret instead of the one before. Returns when it is on the disk.
    ///
    /// @param name at most [#MAX_NAME_LENGTH] characters, for example `identity`
    /// @param secret at most [#MAX_BYTES] bytes
    /// @throws PersistenceException if it can't be written; the one before is still there
    void put(String name, byte[] secret);

    /// Seals the states of MLS groups with the same key.
    StateCipher groupCipher();
}
