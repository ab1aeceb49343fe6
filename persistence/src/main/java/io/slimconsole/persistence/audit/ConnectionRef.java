package io.slimconsole.persistence.audit;

import io.slimconsole.node.ConnectionId;

/// A connection, told apart from those that had its number in other runs of the node.
///
/// @param run counts the starts of the node in this data folder, from 1
public record ConnectionRef(int run, ConnectionId id) {
    /// As people write it in a filter: `run.id`.
    @Override
    public String toString() {
        return run + "." + id;
    }
}
