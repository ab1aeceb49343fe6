package io.slimconsole.ui.routes;

import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveRow;

import java.util.Optional;

/// What one sample changes on the screen.
///
/// @param look what the rows were laid out for; the window may want something else by now
/// @param running whether a node runs; without one, the last rows stay
/// @param all how many routes there are
/// @param matching how many of them the filter lets through, in closed groups too
/// @param missed how many routes changed since the operator paused
record RoutesFrame(
        RoutesLook look,
        boolean running,
        Edit<LiveRow<RouteLine>> edit,
        int all,
        int matching,
        int missed,
        Optional<RouteDetail> detail) {}
