package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Actions;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Screen;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.LiveTable;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The channels that the console moderates, live; each with a page of its own.
public final class ChannelsScreen implements Screen, AutoCloseable {
    static final String ID = "channels";

    private static final Texts TEXTS = Texts.of(ChannelsScreen.class);

    private final ConsoleContext context;
    private final ChannelsViewModel model;
    private final InviteViewModel inviting;
    private final ChannelsView view;
    private final MembersView members;
    private final ChannelPage page;
    private final FirstPage first;
    private final StackPane root = new StackPane();
    private boolean inSight;

    public ChannelsScreen(ConsoleContext context) {
        this.context = context;
        Channels channels = context.channels();
        model =
                new ChannelsViewModel(
                        channels,
                        context.tasks(),
                        context.dialogs(),
                        context.toasts(),
                        context.copier(),
                        context.ui(),
                        context.clock());
        var creating = new CreateViewModel(channels, context.tasks(), this::openPage);
        var channel =
                new ChannelViewModel(
                        channels,
                        model.open()::get,
                        new ChannelViewModel.Commands(
                                context.tasks(),
                                context.dialogs(),
                                context.toasts(),
                                context.copier(),
                                this::isInSight,
                                this::openPage,
                                model.feed()::sampleNow),
                        context.ui());
        inviting =
                new InviteViewModel(
                        channels,
                        context.nodes()::node,
                        model.open()::get,
                        channel::invite,
                        context.ui());
        view = new ChannelsView(model, creating, context, TEXTS);
        members = new MembersView(model, channel, inviting, context, TEXTS);
        page =
                new ChannelPage(
                        model,
                        channel,
                        List.of(
                                members,
                                new ConversationTab(context, channels),
                                new GroupTab(context)),
                        this::invite,
                        context,
                        TEXTS);
        root.setId("channels");
        root.getStylesheets().add(LiveTable.stylesheet());
        root.getStylesheets()
                .add(
                        Objects.requireNonNull(
                                        ChannelsScreen.class.getResource("channels.css"),
                                        "channels.css")
                                .toExternalForm());
        first = new FirstPage(new IdentityForm("identity", context), TEXTS);
        model.counts().subscribe(_ -> showList());
        model.setOnGone(() -> context.navigation().open(ID));
        model.feed().frames().subscribe(_ -> model.open().get().ifPresent(page::show));
        register(context.actions());
    }

    private void register(Actions actions) {
        String group = title();
        actions.add(
                ID + ".create", group, TEXTS.get("create.menu"), "Shortcut+N", ID, this::create);
        actions.add(
                ID + ".invite", group, TEXTS.get("invite.menu"), "Shortcut+I", ID, this::invite);
        actions.add(ID + ".remove", group, TEXTS.get("delete.menu"), "Delete", ID, this::delete);
        actions.add(
                ID + ".problems", group, TEXTS.get("problems-only"), "", ID, view::toggleProblems);
        actions.add(
                ID + ".pause",
                group,
                TEXTS.get("pause"),
                "Space",
                ID,
                () -> model.feed().pauseOrGoOn());
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return TEXTS.get("title");
    }

    @Override
    public Ikon icon() {
        return Feather.HASH;
    }

    @Override
    public Node content() {
        return root;
    }

    @Override
    public void shown() {
        inSight = true;
        members.shown();
        view.page().shown();
        model.feed().start();
    }

    @Override
    public void hidden() {
        inSight = false;
        members.hidden();
        model.feed().stop();
    }

    @Override
    public void home() {
        if (isPageOpen()) {
            model.closePage();
            page.hide();
            root.getChildren().clear();
            showList();
        }
    }

    @Override
    public Optional<TextInputControl> filterField() {
        return isShown(view.node()) ? Optional.of(view.page().filter()) : Optional.empty();
    }

    @Override
    public void refresh() {
        model.feed().refresh();
    }

    @Override
    public boolean escape() {
        if (!isPageOpen()) {
            return isShown(view.node()) && view.escape();
        }
        if (!page.escape()) {
            context.navigation().open(ID);
        }
        return true;
    }

    @Override
    public boolean reveal(Target target) {
        if (target instanceof Target.OfChannel(int sessionId)) {
            show(sessionId);
            return true;
        }
        return false;
    }

    @Override
    public void close() {
        model.feed().close();
        inviting.close();
    }

    private void openPage(int sessionId) {
        context.navigation().reveal(new Target.OfChannel(sessionId));
    }

    private void show(int sessionId) {
        if (model.openPage(sessionId)) {
            view.leaveForm();
            model.open().get().ifPresent(page::show);
            root.getChildren().setAll(page.node());
        } else {
            home();
            context.toasts().info(TEXTS.get("page.gone"));
        }
    }

    /// Without an identity there can't be channels: a page that says what they are, and what it takes, stands for the list.
    private void showList() {
        Node wanted =
                model.counts().get().state() instanceof ChannelsState.NoIdentity
                        ? first.node()
                        : view.node();
        if (!isPageOpen() && !isShown(wanted)) {
            root.getChildren().setAll(wanted);
        }
    }

    private boolean isPageOpen() {
        return isShown(page.node());
    }

    private boolean isShown(Node node) {
        return root.getChildren().contains(node);
    }

    private boolean isInSight(int sessionId) {
        return inSight
                && isPageOpen()
                && model.open().get().map(Channel::sessionId).equals(Optional.of(sessionId));
    }

    private void create() {
        if (isPageOpen()) {
            context.navigation().open(ID);
        }
        if (isShown(view.node())) {
            view.create();
        }
    }

    /// Ctrl+I on the list opens the page of the selected channel first.
    private void invite() {
        if (isShown(view.node())) {
            view.openSelected();
        }
        if (isPageOpen()) {
            page.choose(members);
            members.invite();
        }
    }

    private void delete() {
        if (isPageOpen()) {
            if (page.isChosen(members)) {
                members.removeSelected();
            }
        } else if (isShown(view.node())) {
            view.closeSelected();
        }
    }
}
