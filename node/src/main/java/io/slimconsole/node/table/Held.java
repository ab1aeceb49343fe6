package io.slimconsole.node.table;

import io.slimconsole.node.name.Name;

import java.util.Optional;

/// What one connection holds in the table.
///
/// @param firstName the oldest name that it still holds; empty if there is none, or if it came without its strings
/// @param names how many it holds
public record Held(Optional<Name> firstName, int names) {
    static final Held NOTHING = new Held(Optional.empty(), 0);
}
