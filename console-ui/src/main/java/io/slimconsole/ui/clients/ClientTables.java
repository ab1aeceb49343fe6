package io.slimconsole.ui.clients;

import io.slimconsole.node.ClosedConnection;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.KeptOut;
import io.slimconsole.ui.clients.ClientsViewModel.Tab;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.NameLine;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableCell;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/// The three tables of the Clients screen; one is in sight.
final class ClientTables {
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final PseudoClass WARNED = PseudoClass.getPseudoClass("warned");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");

    private final LiveTable<ClientLine> open;
    private final LiveTable<ClosedConnection> closed;
    private final LiveTable<KeptOut> keptOut;

    ClientTables(ClientsViewModel model, ConsoleContext context, Texts texts) {
        open =
                new LiveTable<>(
                        "clients-open",
                        model.open(),
                        List.of(ClientColumn.values()),
                        texts,
                        context.clock());
        closed =
                new LiveTable<>(
                        "clients-closed",
                        model.closed(),
                        List.of(ClosedColumn.values()),
                        texts,
                        context.clock());
        keptOut =
                new LiveTable<>(
                        "clients-kept-out",
                        model.keptOut(),
                        List.of(KeptOutColumn.values()),
                        texts,
                        context.clock());
        open.setPainter(ClientColumn.STATE, ClientTables::paintState);
        open.setPainter(
                ClientColumn.NAME,
                (cell, line, text) -> {
                    NameLine.paint(cell, text);
                    cell.pseudoClassStateChanged(UNKNOWN, line.now().firstName().isEmpty());
                });
        open.setPainter(
                ClientColumn.QUEUE,
                (cell, line, text) ->
                        warn(cell, text, line.now().state() == ConnectionState.CONGESTED));
        open.setPainter(
                ClientColumn.DROPPED,
                (cell, line, text) -> warn(cell, text, line.now().dropped() > 0));
        open.setPainter(
                ClientColumn.SECURITY,
                (cell, line, text) ->
                        warn(
                                cell,
                                text,
                                line.problem()
                                        .filter(p -> p == ClientLine.Problem.NO_MAC)
                                        .isPresent()));
        closed.setPainter(ClosedColumn.NAME, (cell, _, text) -> NameLine.paint(cell, text));
        keptOut.setPainter(KeptOutColumn.NAME, (cell, _, text) -> NameLine.paint(cell, text));
        open.setOnSort(model::sortOpen);
        closed.setOnSort(model::sortClosed);
        keptOut.setOnSort(model::sortKeptOut);
        open.keep(context.uiState(), "clients.open", ClientsLook.FIRST.openOrder());
        closed.keep(context.uiState(), "clients.closed", ClientsLook.FIRST.closedOrder());
        keptOut.keep(context.uiState(), "clients.kept-out", ClientsLook.FIRST.keptOutOrder());
    }

    List<Node> views() {
        return List.of(open.view(), closed.view(), keptOut.view());
    }

    LiveTable<ClientLine> open() {
        return open;
    }

    LiveTable<ClosedConnection> closed() {
        return closed;
    }

    LiveTable<KeptOut> keptOut() {
        return keptOut;
    }

    List<ClientLine> selectedOpen() {
        return open.selected().stream().map(LiveRow::value).toList();
    }

    List<ClosedConnection> selectedClosed() {
        return closed.selected().stream().map(LiveRow::value).toList();
    }

    List<KeptOut> selectedKeptOut() {
        return keptOut.selected().stream().map(LiveRow::value).toList();
    }

    int selectedCount(Tab tab) {
        return of(tab).selected().size();
    }

    void setOnSelect(Runnable action) {
        open.setOnSelect(_ -> action.run());
        closed.setOnSelect(_ -> action.run());
        keptOut.setOnSelect(_ -> action.run());
    }

    void show(Tab tab) {
        open.view().setVisible(tab == Tab.OPEN);
        closed.view().setVisible(tab == Tab.CLOSED);
        keptOut.view().setVisible(tab == Tab.KEPT_OUT);
    }

    void refresh(Tab tab) {
        of(tab).refresh();
    }

    LiveTable<?> of(Tab tab) {
        return switch (tab) {
            case OPEN -> open;
            case CLOSED -> closed;
            case KEPT_OUT -> keptOut;
        };
    }

    /// An icon and a word: never colour alone.
    private static void paintState(TableCell<?, ?> cell, ClientLine line, String text) {
        boolean trouble = line.stuck() || line.now().state() == ConnectionState.CONGESTED;
        boolean waiting = line.now().state() == ConnectionState.NEGOTIATING && !line.stuck();
        Ikon ikon =
                trouble ? Feather.ALERT_TRIANGLE : waiting ? Feather.LOADER : Feather.CHECK_CIRCLE;
        if (cell.getGraphic() instanceof FontIcon icon) {
            if (!ikon.equals(icon.getIconCode())) {
                icon.setIconCode(ikon);
            }
        } else {
            if (!cell.getStyleClass().contains("state-cell")) {
                cell.getStyleClass().add("state-cell");
            }
            cell.setGraphic(Icons.of(ikon));
        }
        say(cell, text);
        cell.pseudoClassStateChanged(WAITING, waiting);
        cell.pseudoClassStateChanged(TROUBLE, trouble);
    }

    private static void warn(TableCell<?, ?> cell, String text, boolean warned) {
        say(cell, text);
        cell.pseudoClassStateChanged(WARNED, warned);
    }

    private static void say(TableCell<?, ?> cell, String text) {
        if (!text.equals(cell.getText())) {
            cell.setText(text);
        }
    }
}
