package io.slimconsole.persistence;

/// The bounds of what [Vault] takes, checked in one place.
final class VaultNames {
    private VaultNames() {}

    static void check(String name, byte[] secret) {
        if (name.isBlank() || name.length() > Vault.MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a name has from 1 to %d characters, not %d: \"%s\""
                            .formatted(Vault.MAX_NAME_LENGTH, name.length(), name));
        }
        if (secret.length > Vault.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "the secret \"%s\" has %d bytes; at most %d are kept"
                            .formatted(name, secret.length, Vault.MAX_BYTES));
        }
    }
}
