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
/// @param inFocus whose details are shown
record ClientsLook(
        String typed,
        ClientFilter filter,
        RowOrder<ClientLine> openOrder,
        RowOrder<ClosedConnection> closedOrder,
        RowOrder<KeptOut> keptOutOrder,
        Optional<ConnectionId> inFocus) {
    static final ClientsLook FIRST =
            new ClientsLook(
                    "",
                    ClientFilter.of("", false),
                    ClientColumn.SINCE.order(true),
                    ClosedColumn.AT.order(true),
                    KeptOutColumn.SINCE.order(true),
                    Optional.empty());

    ClientsLook filtered(String text, boolean problemsOnly) {
        return new ClientsLook(
                text,
                ClientFilter.of(text, problemsOnly),
                openOrder,
                closedOrder,
                keptOutOrder,
                inFocus);
    }

    ClientsLook openBy(RowOrder<ClientLine> order) {
        return new ClientsLook(typed, filter, order, closedOrder, keptOutOrder, inFocus);
    }

    ClientsLook closedBy(RowOrder<ClosedConnection> order) {
        return new ClientsLook(typed, filter, openOrder, order, keptOutOrder, inFocus);
    }

    ClientsLook keptOutBy(RowOrder<KeptOut> order) {
        return new ClientsLook(typed, filter, openOrder, closedOrder, order, inFocus);
    }

    ClientsLook focused(Optional<ConnectionId> connection) {
        return new ClientsLook(typed, filter, openOrder, closedOrder, keptOutOrder, connection);
    }
}
