package io.slimconsole.ui.clients;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.DisconnectMode;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Target;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.Optional;

/// Every connection of the node, live; those that ended lately; those that are kept out.
public final class ClientsScreen implements Screen, AutoCloseable {
    static final String ID = "clients";

    private final Texts texts = Texts.of(ClientsScreen.class);
    private final ClientsViewModel model;
    private final ClientsView view;

    public ClientsScreen(ConsoleContext context) {
        model =
                new ClientsViewModel(
                        context.nodes()::node,
                        context.tasks(),
                        context.dialogs(),
                        context.toasts(),
                        context.copier(),
                        context.ui(),
                        context.clock());
        view = new ClientsView(model, context, texts);
        Actions actions = context.actions();
        String group = texts.get("title");
        actions.add(
                ID + ".disconnect",
                group,
                texts.get("disconnect.menu"),
                "Delete",
                ID,
                () -> view.disconnectSelected(DisconnectMode.LET_RECONNECT));
        actions.add(
                ID + ".keep-out",
                group,
                texts.get("keep-out.menu"),
                "",
                ID,
                () -> view.disconnectSelected(DisconnectMode.KEEP_OUT));
        actions.add(
                ID + ".problems",
                group,
                texts.get("problems-only"),
                "",
                ID,
                () -> model.problemsOnly().set(!model.problemsOnly().get()));
        actions.add(
                ID + ".pause", group, texts.get("pause"), "Space", ID, model.feed()::pauseOrGoOn);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return texts.get("title");
    }

    @Override
    public Ikon icon() {
        return Feather.USERS;
    }

    @Override
    public Node content() {
        return view.node();
    }

    @Override
    public void shown() {
        view.shown();
        model.feed().start();
    }

    @Override
    public void hidden() {
        model.feed().stop();
    }

    @Override
    public Optional<TextInputControl> filterField() {
        return Optional.of(view.filterField());
    }

    @Override
    public boolean escape() {
        return view.escape();
    }

    @Override
    public void refresh() {
        model.feed().refresh();
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
                    Target.OfSettings _ ->
                    false;
        };
    }

    @Override
    public void close() {
        model.close();
    }
}
