package io.slimconsole.ui.channels;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.StatePane;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.Segments;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One channel: what it is like, and below it its members, what is said, and its keys.
final class ChannelPage {
    private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");
    private static final PseudoClass QUIET = PseudoClass.getPseudoClass("waiting");

    private final ChannelsViewModel list;
    private final ChannelViewModel model;
    private final ConsoleContext context;
    private final Texts texts;
    private final List<ChannelTab> tabs;
    private final List<ToggleButton> buttons = new ArrayList<>();
    private final Label name = new Label();
    private final Fact state = new Fact("state");
    private final Fact mode = new Fact("mode");
    private final Fact epoch = new Fact("epoch");
    private final Fact members = new Fact("online");
    private final Fact messages = new Fact("messages");
    private final Fact age = new Fact("age");
    private final Button invite = new Button();
    private final Button close = new Button();
    private final StackPane middle = new StackPane();
    private final StatePane states = new StatePane(middle);
    private final VBox root = new VBox();
    private final ContentSwitch content;
    private final ViewState.Offer offerStart;
    private final ViewState.Offer offerRetry;
    private ChannelTab current;
    private @Nullable Channel shown;

    /// A fact of the channel: an icon and words.
    private static final class Fact extends Label {
        private final Tooltip tip = new Tooltip();

        Fact(String id) {
            setId("channel-" + id);
            getStyleClass().add("channel-fact");
            setGraphic(Icons.of(Feather.CIRCLE));
            setTooltip(tip);
            setMinWidth(Region.USE_PREF_SIZE);
        }

        void say(Ikon ikon, String text, String explanation) {
            if (getGraphic() instanceof FontIcon icon && !ikon.equals(icon.getIconCode())) {
                icon.setIconCode(ikon);
            }
            setText(text);
            tip.setText(explanation);
        }
    }

    /// @param tabs the first one is in sight at first
    /// @param inviting opens the form for inviting
    ChannelPage(
            ChannelsViewModel list,
            ChannelViewModel model,
            List<ChannelTab> tabs,
            Runnable inviting,
            ConsoleContext context,
            Texts texts) {
        this.list = list;
        this.model = model;
        this.tabs = List.copyOf(tabs);
        this.context = context;
        this.texts = texts;
        content = new ContentSwitch(context.settings(), context.dialogs(), texts);
        current = tabs.getFirst();
        offerStart =
                new ViewState.Offer(
                        texts.get("start-node"),
                        () -> {
                            var _ = context.nodes().start(context.settings().get().node());
                        });
        offerRetry = new ViewState.Offer(texts.get("retry"), list::retry);
        root.setId("channel-page");
        root.getStyleClass().add("channel-page");
        VBox.setVgrow(states, Priority.ALWAYS);
        root.getChildren().setAll(header(inviting), segments(), states);
        choose(current);
    }

    Node node() {
        return root;
    }

    /// Brings a tab into sight.
    void choose(ChannelTab tab) {
        if (!tab.equals(current)) {
            current.hide();
            current = tab;
        }
        middle.getChildren().setAll(tab.node());
        for (int i = 0; i < tabs.size(); i++) {
            buttons.get(i).setSelected(tabs.get(i).equals(tab));
        }
        if (shown != null) {
            tab.show(shown);
        }
    }

    boolean isChosen(ChannelTab tab) {
        return tab.equals(current);
    }

    /// Shows this channel from now on, in the tab that is in sight.
    void show(Channel channel) {
        if (shown != null && shown.sessionId() != channel.sessionId()) {
            current.hide();
        }
        shown = channel;
        showFacts(channel);
        showState();
        current.show(channel);
    }

    /// The page is out of sight.
    void hide() {
        current.hide();
        if (shown != null) {
            model.leave(shown);
            shown = null;
        }
    }

    boolean escape() {
        return current.escape();
    }

    private VBox header(Runnable inviting) {
        var back = new Hyperlink(texts.get("page.back"));
        back.setId("channel-back");
        back.getStyleClass().add("channel-back");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.setTooltip(new Tooltip(texts.get("page.back.tip")));
        back.setOnAction(_ -> context.navigation().open(ChannelsScreen.ID));
        name.setId("channel-name");
        name.getStyleClass().add("channel-name");
        name.setMinWidth(0);
        Button copy =
                Icons.button("channel-copy", Feather.COPY, texts.get("copy.name"), model::copyName);
        copy.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        button(invite, "channel-invite", "invite", Feather.USER_PLUS, inviting);
        invite.getStyleClass().add(Styles.ACCENT);
        button(close, "channel-close", "close", Feather.X_CIRCLE, this::close);
        var first = new HBox(back, Icons.of(Feather.CHEVRON_RIGHT), name, copy, gap, invite, close);
        first.getChildren().add(more());
        first.getStyleClass().add("channel-title");
        var facts = new FlowPane(state, mode, epoch, members, messages, age, content.fact());
        facts.getStyleClass().add("channel-facts");
        var header = new VBox(first, facts);
        header.getStyleClass().add("channel-header");
        return header;
    }

    private void button(Button button, String id, String key, Ikon ikon, Runnable action) {
        button.setId(id);
        button.setText(texts.get(key));
        button.setGraphic(Icons.of(ikon));
        button.setTooltip(new Tooltip(texts.get(key + ".tip")));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
    }

    private MenuButton more() {
        var more = new MenuButton();
        more.setId("channel-more");
        more.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        more.setGraphic(Icons.of(Feather.MORE_HORIZONTAL));
        more.setTooltip(new Tooltip(texts.get("page.more")));
        more.setAccessibleText(texts.get("page.more"));
        more.getItems()
                .setAll(
                        item(
                                "copy.json-menu",
                                () -> list.copyJson(list.open().get().stream().toList())),
                        item(
                                "copy.slimctl-menu",
                                () -> list.copySlimctl(list.open().get().stream().toList())),
                        new SeparatorMenuItem(),
                        content.item());
        return more;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private HBox segments() {
        var segments = new Segments();
        for (ChannelTab tab : tabs) {
            buttons.add(
                    segments.add(
                            "channel-tab-" + tab.key(),
                            texts.get("tab." + tab.key()),
                            () -> choose(tab)));
        }
        var bar = new HBox(segments);
        bar.getStyleClass().add("live-bar");
        return bar;
    }

    private void close() {
        list.close(list.open().get().stream().toList());
    }

    private void showFacts(Channel channel) {
        var line = ChannelLine.next(channel, null);
        var summary = line.summary();
        name.setText(summary.name().prefix());
        content.show(summary.name().prefix());
        boolean trouble = !summary.stored();
        state.say(
                trouble
                        ? Feather.ALERT_TRIANGLE
                        : switch (summary.phase()) {
                            case NEW -> Feather.CIRCLE;
                            case OPEN -> Feather.CHECK_CIRCLE;
                            case CLOSING -> Feather.LOADER;
                        },
                ChannelWords.state(line, texts),
                channel.notStored()
                        .map(why -> texts.get("tip.not-stored", why))
                        .orElseGet(() -> texts.get("tip.state." + summary.phase())));
        state.pseudoClassStateChanged(TROUBLE, trouble);
        state.pseudoClassStateChanged(QUIET, summary.phase() != Channel.Phase.OPEN);
        mode.say(
                summary.encrypted() ? Feather.LOCK : Feather.UNLOCK,
                texts.get(summary.encrypted() ? "mode.mls.long" : "mode.plain.long"),
                texts.get(summary.encrypted() ? "tip.mode.mls" : "tip.mode.plain"));
        epoch.say(
                Feather.LAYERS,
                texts.get("page.epoch", Formats.count(summary.epoch())),
                texts.get("tip.epoch", Formats.count(summary.epoch())));
        members.say(
                Feather.USERS,
                texts.get(
                        "page.members",
                        Formats.count(summary.online()),
                        Formats.count(summary.all())),
                texts.get(
                        "tip.members",
                        Formats.count(summary.online()),
                        Formats.count(summary.all())));
        messages.say(
                Feather.MESSAGE_SQUARE,
                texts.get(
                        "page.messages",
                        Formats.count(summary.traffic().sent()),
                        Formats.count(summary.traffic().received())),
                texts.get("tip.messages", Formats.count(summary.traffic().lost())));
        age.say(
                Feather.CLOCK,
                texts.get(
                        "page.age",
                        Formats.age(
                                Duration.between(channel.created(), context.clock().instant()))),
                texts.get("tip.age", Formats.time(channel.created(), context.clock().getZone())));
        boolean ready = list.tally().running();
        invite.setDisable(!ready || channel.phase() == Channel.Phase.CLOSING);
        close.setDisable(!ready || channel.phase() == Channel.Phase.CLOSING);
    }

    private void showState() {
        states.show(
                switch (list.counts().get().state()) {
                    case ChannelsState.Ready _, ChannelsState.NoIdentity _ -> new ViewState.Ready();
                    case ChannelsState.NodeDown _ ->
                            new ViewState.Stopped(
                                    texts.get("state.stopped.page"), Optional.of(offerStart));
                    case ChannelsState.Failed(String why) ->
                            new ViewState.Stale(texts.get("state.failed.rows", why), offerRetry);
                });
    }
}
