package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.KeptOut;
import io.slimconsole.ui.table.Edit;
import io.slimconsole.ui.table.LiveRow;

import java.util.Optional;

/// What one sample changes on the screen.
///
/// @param running whether a node runs; without one, the last rows stay
/// @param open how many connections are open, shown or not
/// @param problems how many of them have one
/// @param missed how many rows changed since the operator paused
record ClientsFrame(
        boolean running,
        Edit<LiveRow<ClientLine>> openEdit,
        Edit<LiveRow<ClosedConnection>> closedEdit,
        Edit<LiveRow<KeptOut>> keptOutEdit,
        int open,
        int closed,
        int keptOut,
        int problems,
        int missed,
        Optional<ClientDetail> detail) {}
