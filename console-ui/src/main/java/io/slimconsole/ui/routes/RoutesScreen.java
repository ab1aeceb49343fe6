package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.EncodedName;
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

/// The live route table, and Explain.
public final class RoutesScreen implements Screen, AutoCloseable {
    static final String ID = "routes";

    private final Texts texts = Texts.of(RoutesScreen.class);
    private final RoutesViewModel model;
    private final ExplainViewModel explain;
    private final RoutesView view;

    public RoutesScreen(ConsoleContext context) {
        model =
                new RoutesViewModel(
                        context.nodes()::node,
                        context.tasks(),
                        context.copier(),
                        context.ui(),
                        context.clock());
        explain = new ExplainViewModel(context.nodes()::node, context.ui(), context.clock());
        view = new RoutesView(model, explain, context, texts);
        Actions actions = context.actions();
        String group = texts.get("title");
        actions.add(
                ID + ".explain",
                group,
                texts.get("explain.menu"),
                "Shortcut+T",
                ID,
                view::explainSelected);
        actions.add(
                ID + ".tree",
                group,
                texts.get("tree.toggle"),
                "",
                ID,
                () -> model.tree().set(!model.tree().get()));
        actions.add(
                ID + ".expand",
                group,
                texts.get("expand-all"),
                "",
                ID,
                () -> model.expandAll(true));
        actions.add(
                ID + ".collapse",
                group,
                texts.get("collapse-all"),
                "",
                ID,
                () -> model.expandAll(false));
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
        return Feather.GIT_MERGE;
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
        view.hidden();
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
            case Target.OfRoute(EncodedName name) -> {
                view.reveal(name);
                yield true;
            }
            case Target.OfNamesOf(ConnectionId subscriber) -> {
                view.showNamesOf(subscriber);
                yield true;
            }
            case Target.OfExplanation(String text) -> {
                view.explain(text);
                yield true;
            }
            case Target.OfConnection _,
                    Target.OfTroubledConnections _,
                    Target.OfClosedConnections _,
                    Target.OfSettings _ ->
                    false;
        };
    }

    @Override
    public void close() {
        model.close();
        explain.close();
    }
}
