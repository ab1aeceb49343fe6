package io.slimconsole.mls.group;

import io.slimconsole.mls.crypto.Secret;
import io.slimconsole.mls.framing.PreSharedKeyId;

import java.util.Optional;

/// Where pre-shared keys come from: the application's, and those of past epochs.
@FunctionalInterface
public interface PskStore {
    /// Knows none.
    PskStore NONE = _ -> Optional.empty();

    Optional<Secret> find(PreSharedKeyId id);
}
