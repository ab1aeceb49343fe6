package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.KeptOut;
import io.slimconsole.ui.table.RowOrder;

import java.util.Optional;

/// What the operator wants to see: the sampler's thread reads it, the window replaces it as a whole.
///
/// @param typed the filter as it was typed
/// @param filter the same, understood
/// @param paused rows stay as they are
/// @param sortings counts up when the operator asks for the rows to be sorted now
/// @param inFocus whose details are shown
record ClientsLook(
        String typed,
        ClientFilter filter,
        RowOrder<ClientLine> openOrder,
        RowOrder<ClosedConnection> closedOrder,
        RowOrder<KeptOut> keptOutOrder,
        boolean paused,
        int sortings,
        Optional<ConnectionId> inFocus) {
    static final ClientsLook FIRST =
            new ClientsLook(
                    "",
                    ClientFilter.of("", false),
                    ClientColumn.SINCE.order(false),
                    ClosedColumn.AT.order(true),
                    KeptOutColumn.SINCE.order(true),
                    false,
                    0,
                    Optional.empty());

    ClientsLook filtered(String text, boolean problemsOnly) {
        return new ClientsLook(
                text,
                ClientFilter.of(text, problemsOnly),
                openOrder,
                closedOrder,
                keptOutOrder,
                paused,
                sortings,
                inFocus);
    }

    ClientsLook openBy(RowOrder<ClientLine> order) {
        return new ClientsLook(
                typed, filter, order, closedOrder, keptOutOrder, paused, sortings, inFocus);
    }

    ClientsLook closedBy(RowOrder<ClosedConnection> order) {
        return new ClientsLook(
                typed, filter, openOrder, order, keptOutOrder, paused, sortings, inFocus);
    }

    ClientsLook keptOutBy(RowOrder<KeptOut> order) {
        return new ClientsLook(
                typed, filter, openOrder, closedOrder, order, paused, sortings, inFocus);
    }

    ClientsLook paused(boolean now) {
        return new ClientsLook(
                typed, filter, openOrder, closedOrder, keptOutOrder, now, sortings, inFocus);
    }

    ClientsLook sortedNow() {
        return new ClientsLook(
                typed, filter, openOrder, closedOrder, keptOutOrder, paused, sortings + 1, inFocus);
    }

    ClientsLook focused(Optional<ConnectionId> connection) {
        return new ClientsLook(
                typed, filter, openOrder, closedOrder, keptOutOrder, paused, sortings, connection);
    }
}
