package io.slimconsole.persistence.audit;

import io.slimconsole.node.name.NameId;

/// A name as the log keeps it.
///
/// @param prefix `organization/namespace/service`; the three hashes where the node never learned the strings
/// @param instance the instance, or [NameId#NULL_COMPONENT] for any
public record AuditName(String prefix, NameId instance) {
    @Override
    public String toString() {
        return instance.isNull() ? prefix : prefix + "/" + instance;
    }
}
