package io.slimconsole.persistence;

/// Whether secrets can be read and kept.
public sealed interface VaultResult {
    record Opened(Vault vault) implements VaultResult {}

    /// What is sealed stays as it is.
    ///
    /// @param why in words for the operator, with what would help
    record Unusable(String why) implements VaultResult {}
}
