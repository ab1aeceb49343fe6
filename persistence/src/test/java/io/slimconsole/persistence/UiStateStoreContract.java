package io.slimconsole.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// What every [UiStateStore] does.
abstract class UiStateStoreContract {
    abstract UiStateStore store();

    @Test
    void aKeyThatWasNeverPutIsEmpty() {
        assertThat(store().get("routes.columns")).isEmpty();
    }

    @Test
    void aValueIsThereAtOnceAndReplacedByTheNext() {
        UiStateStore store = store();

        store.put("view", "routes");
        assertThat(store.get("view")).contains("routes");
        store.put("view", "");

        assertThat(store.get("view")).contains("");
    }

    @Test
    void theLongestKeyAndValueAreKept() {
        UiStateStore store = store();
        String key = "k".repeat(UiStateStore.MAX_KEY_LENGTH);
        String value = "ü".repeat(UiStateStore.MAX_VALUE_LENGTH);

        store.put(key, value);

        assertThat(store.get(key)).contains(value);
    }

    @Test
    void whatIsTooLongIsRefusedAndTheOldValueStays() {
        UiStateStore store = store();
        store.put("view", "routes");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put("view", "x".repeat(UiStateStore.MAX_VALUE_LENGTH + 1)))
                .withMessage("the value of \"view\" has 20001 characters; at most 20000 are kept");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put("k".repeat(UiStateStore.MAX_KEY_LENGTH + 1), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> store.put(" ", ""));
        assertThat(store.get("view")).contains("routes");
    }
}
