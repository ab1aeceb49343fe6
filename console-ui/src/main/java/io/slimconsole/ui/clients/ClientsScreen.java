package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveScreen;

import org.kordamp.ikonli.feather.Feather;

/// Every connection of the node, live; those that ended lately; those that are kept out.
public final class ClientsScreen extends LiveScreen {
    static final String ID = "clients";

    private static final Texts TEXTS = Texts.of(ClientsScreen.class);

    private final ClientsViewModel model;
    private final ClientsView view;

    public ClientsScreen(ConsoleContext context) {
        super(ID, TEXTS.get("title"), Feather.USERS);
        model =
                new ClientsViewModel(
                        context.nodes()::node,
                        context.tasks(),
                        context.dialogs(),
                        context.toasts(),
                        context.copier(),
                        context.ui(),
                        context.clock());
        view = new ClientsView(model, context, TEXTS);
        Actions actions = context.actions();
        String group = title();
        actions.add(
                ID + ".disconnect",
                group,
                TEXTS.get("disconnect.menu"),
                "Delete",
                ID,
                () -> view.disconnectSelected(DisconnectMode.LET_RECONNECT));
        actions.add(
                ID + ".keep-out",
                group,
                TEXTS.get("keep-out.menu"),
                "",
                ID,
                () -> view.disconnectSelected(DisconnectMode.KEEP_OUT));
        actions.add(
                ID + ".problems",
                group,
                TEXTS.get("problems-only"),
                "",
                ID,
                () -> model.problemsOnly().set(!model.problemsOnly().get()));
        addPause(actions);
    }

    @Override
    protected LivePage page() {
        return view.page();
    }

    @Override
    public boolean escape() {
        return view.escape();
    }

    @Override
    public boolean reveal(Target target) {
        return switch (target) {
            case Target.OfConnection(ConnectionId id) -> {
                view.reveal(id);
                yield true;
            }
            case Target.OfTroubledConnections _ -> {
                model.tab().set(ClientsViewModel.Tab.OPEN);
                model.feed().filter().set("");
                model.problemsOnly().set(true);
                yield true;
            }
            case Target.OfClosedConnections _ -> {
                model.clearFilter();
                model.tab().set(ClientsViewModel.Tab.CLOSED);
                yield true;
            }
            case Target.OfRoute _,
                    Target.OfNamesOf _,
                    Target.OfExplanation _,
                    Target.OfChannel _,
                    Target.OfRecorded _,
                    Target.OfEntry _,
                    Target.OfSettings _ ->
                    false;
        };
    }
}
