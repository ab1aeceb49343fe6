package io.slimconsole.ui.routes;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.table.RowOrder;

import java.util.Optional;

/// What the operator wants to see: the sampler's thread reads it, the window replaces it as a whole.
///
/// @param tree grouped by name, or flat
/// @param paused rows stay as they are
/// @param sortings counts up when the operator asks for the rows to be sorted now
/// @param inFocus whose details are shown; of a group there is nothing to read beside its row
record RoutesLook(
        RouteFilter filter,
        RowOrder<RouteLine> order,
        boolean tree,
        boolean paused,
        int sortings,
        Optional<EncodedName> inFocus) {
    static final RoutesLook FIRST =
            new RoutesLook(
                    RouteFilter.ALL,
                    RouteColumn.NAME.order(false),
                    true,
                    false,
                    0,
                    Optional.empty());

    RoutesLook filtered(RouteFilter by) {
        return new RoutesLook(by, order, tree, paused, sortings, inFocus);
    }

    RoutesLook sortedBy(RowOrder<RouteLine> by) {
        return new RoutesLook(filter, by, tree, paused, sortings, inFocus);
    }

    RoutesLook tree(boolean now) {
        return new RoutesLook(filter, order, now, paused, sortings, inFocus);
    }

    RoutesLook paused(boolean now) {
        return new RoutesLook(filter, order, tree, now, sortings, inFocus);
    }

    RoutesLook sortedNow() {
        return new RoutesLook(filter, order, tree, paused, sortings + 1, inFocus);
    }

    RoutesLook focused(Optional<EncodedName> route) {
        return new RoutesLook(filter, order, tree, paused, sortings, route);
    }
}
