package io.slimconsole.persistence;

import java.util.Optional;

/// Small things that the window wants to find again: its bounds, the last view, widths of columns.
///
/// Never waits for the disk, so any thread may call it. A value that can't be written is still there until the end of
/// this run, and the failure is logged.
public interface UiStateStore {
    int MAX_KEY_LENGTH = 200;
    int MAX_VALUE_LENGTH = 20_000;

    Optional<String> get(String key);

    /// @param key at most [#MAX_KEY_LENGTH] characters, for example `routes.columns`
    /// @param value at most [#MAX_VALUE_LENGTH] characters; an empty one is kept as such
    /// @throws IllegalArgumentException if one of them is longer, or the key is blank
    void put(String key, String value);
}
