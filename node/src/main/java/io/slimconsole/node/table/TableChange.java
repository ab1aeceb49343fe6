package io.slimconsole.node.table;

import io.slimconsole.node.RouteSnapshot;

/// What came of a subscribe or unsubscribe.
public sealed interface TableChange {
    /// A name that nobody had subscribed before.
    record RouteAdded(RouteSnapshot route) implements TableChange {}

    /// A name that nobody subscribes any more, as it was before.
    record RouteRemoved(RouteSnapshot route) implements TableChange {}

    /// Accepted; the table's names are the same as before.
    record Accepted() implements TableChange {}

    /// @param reason for the acknowledgement, as upstream words it
    record Refused(String reason) implements TableChange {}
}
