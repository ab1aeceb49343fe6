package io.slimconsole.persistence;

/// The bounds of what [UiStateStore] takes, checked in one place.
final class UiStateKeys {
    private UiStateKeys() {}

    static void check(String key, String value) {
        if (key.isBlank() || key.length() > UiStateStore.MAX_KEY_LENGTH) {
            throw new IllegalArgumentException(
                    "a key has from 1 to %d characters, not %d: \"%s\""
                            .formatted(UiStateStore.MAX_KEY_LENGTH, key.length(), key));
        }
        if (value.length() > UiStateStore.MAX_VALUE_LENGTH) {
            throw new IllegalArgumentException(
                    "the value of \"%s\" has %d characters; at most %d are kept"
                            .formatted(key, value.length(), UiStateStore.MAX_VALUE_LENGTH));
        }
    }
}
