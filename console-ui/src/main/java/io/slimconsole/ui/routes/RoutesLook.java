package io.slimconsole.ui.routes;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.table.RowOrder;

import java.util.Optional;

/// What the operator wants to see: the sampler's thread reads it, the window replaces it as a whole.
///
/// @param tree grouped by name, or flat
/// @param inFocus whose details are shown; of a group there is nothing to read beside its row
record RoutesLook(
        RouteFilter filter,
        RowOrder<RouteLine> order,
        boolean tree,
        Optional<EncodedName> inFocus) {
    static final RoutesLook FIRST =
            new RoutesLook(RouteFilter.ALL, RouteColumn.NAME.order(false), true, Optional.empty());

    RoutesLook filtered(RouteFilter by) {
        return new RoutesLook(by, order, tree, inFocus);
    }

    RoutesLook sortedBy(RowOrder<RouteLine> by) {
        return new RoutesLook(filter, by, tree, inFocus);
    }

    RoutesLook tree(boolean now) {
        return new RoutesLook(filter, order, now, inFocus);
    }

    RoutesLook focused(Optional<EncodedName> route) {
        return new RoutesLook(filter, order, tree, route);
    }
}
