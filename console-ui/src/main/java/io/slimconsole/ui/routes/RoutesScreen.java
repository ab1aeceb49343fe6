package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LivePage;
import io.slimconsole.ui.table.LiveScreen;

import org.kordamp.ikonli.feather.Feather;

/// The live route table, and Explain.
public final class RoutesScreen extends LiveScreen {
    static final String ID = "routes";

    private static final Texts TEXTS = Texts.of(RoutesScreen.class);

    private final RoutesViewModel model;
    private final ExplainViewModel explain;
    private final RoutesView view;

    public RoutesScreen(ConsoleContext context) {
        super(ID, TEXTS.get("title"), Feather.GIT_MERGE);
        model =
                new RoutesViewModel(
                        context.nodes()::node,
                        context.tasks(),
                        context.copier(),
                        context.ui(),
                        context.clock());
        explain = new ExplainViewModel(context.nodes()::node, context.ui(), context.clock());
        view = new RoutesView(model, explain, context, TEXTS);
        Actions actions = context.actions();
        String group = title();
        actions.add(
                ID + ".explain",
                group,
                TEXTS.get("explain.menu"),
                "Shortcut+T",
                ID,
                view::explainSelected);
        actions.add(
                ID + ".test",
                group,
                TEXTS.get("test.menu"),
                "Shortcut+Shift+T",
                ID,
                view::testSelected);
        actions.add(
                ID + ".tree",
                group,
                TEXTS.get("tree.toggle"),
                "",
                ID,
                () -> model.tree().set(!model.tree().get()));
        actions.add(
                ID + ".expand",
                group,
                TEXTS.get("expand-all"),
                "",
                ID,
                () -> model.expandAll(true));
        actions.add(
                ID + ".collapse",
                group,
                TEXTS.get("collapse-all"),
                "",
                ID,
                () -> model.expandAll(false));
        addPause(actions);
    }

    @Override
    protected LivePage page() {
        return view.page();
    }

    @Override
    public void shown() {
        super.shown();
        view.shown();
    }

    @Override
    public void hidden() {
        view.hidden();
        super.hidden();
    }

    @Override
    public boolean escape() {
        return view.escape();
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
                    Target.OfChannel _,
                    Target.OfRecorded _,
                    Target.OfEntry _,
                    Target.OfSettings _ ->
                    false;
        };
    }

    @Override
    public void close() {
        super.close();
        explain.close();
    }
}
