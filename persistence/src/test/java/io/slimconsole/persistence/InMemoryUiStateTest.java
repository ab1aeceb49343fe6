package io.slimconsole.persistence;

final class InMemoryUiStateTest extends UiStateStoreContract {
    @Override
    UiStateStore store() {
        return new InMemoryUiState();
    }
}
