package io.slimconsole.persistence.audit.block;

import java.util.HashSet;
import java.util.Set;

/// Collects the different [SearchKey]s of a block.
final class KeySet {
    private final Set<Long> keys = new HashSet<>();

    void add(long key) {
        keys.add(key);
    }

    Bloom bloom() {
        return Bloom.of(keys.stream().mapToLong(Long::longValue).toArray(), keys.size());
    }
}
