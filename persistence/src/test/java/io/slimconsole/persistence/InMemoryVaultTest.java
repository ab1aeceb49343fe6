package io.slimconsole.persistence;

final class InMemoryVaultTest extends VaultContract {
    private final Vault vault = new InMemoryVault();

    @Override
    Vault vault() {
        return vault;
    }
}
