package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.RouteSnapshot;

import java.util.List;
import java.util.Optional;

/// Everything known of the connection in focus.
///
/// @param line as it is, or as it was at its end
/// @param ended how it ended; empty while it is open
/// @param names what it subscribed, by name, at most [#MOST_NAMES]
/// @param allNames how many names it subscribed
record ClientDetail(
        ClientLine line,
        Optional<ClosedConnection> ended,
        boolean gone,
        List<RouteSnapshot> names,
        int allNames) {
    /// More names than anyone reads are a click away, on the Routes screen.
    static final int MOST_NAMES = 50;

    ClientDetail {
        names = List.copyOf(names);
    }
}
