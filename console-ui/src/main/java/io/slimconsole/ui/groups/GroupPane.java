package io.slimconsole.ui.groups;

import io.slimconsole.mls.GroupView;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.StatePane;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.ViewState;
import io.slimconsole.ui.groups.GroupViewModel.Presence;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.RowCommands;
import io.slimconsole.ui.table.Segments;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The MLS group of one channel: facts, ratchet tree, members' keys, and what its commits did.
///
/// Belongs to the JavaFX application thread. The page of a channel hands it the channel at the pace of its sampler; a
/// channel that has not changed costs next to nothing.
public final class GroupPane {
    private static final Texts TEXTS = Texts.of(GroupPane.class);
    private static final String TAB_KEY = "groups.tab";
    private static final PseudoClass WARNED = PseudoClass.getPseudoClass("warned");
    private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");

    private enum Tab {
        FACTS,
        TREE,
        MEMBERS,
        HISTORY
    }

    private final ConsoleContext context;
    private final GroupViewModel model;
    private final FactsPane facts;
    private final TreePane tree;
    private final HistoryPane history;
    private final LiveTable<MemberLine> members;
    private final Map<Tab, ToggleButton> tabs = new EnumMap<>(Tab.class);
    private final Map<Tab, Node> pages = new EnumMap<>(Tab.class);
    private final Label epoch = new Label();
    private final Label memberCount = new Label();
    private final Label suite = new Label();
    private final Label ownKeys = new Label();
    private final Label warning = new Label();
    private final HBox warningBar = new HBox(Icons.of(Feather.ALERT_TRIANGLE), warning);
    private final StatePane root;
    private Tab tab = Tab.FACTS;

    public GroupPane(ConsoleContext context) {
        this.context = context;
        model = new GroupViewModel(TEXTS, context.clock(), context.copier());
        facts = new FactsPane(model, TEXTS, context.clock());
        tree = new TreePane(model, TEXTS, context.clock(), context.uiState());
        history = new HistoryPane(model, TEXTS, context.clock());
        members =
                new LiveTable<>(
                        "group-members",
                        model.members(),
                        List.of(MemberColumn.values()),
                        TEXTS,
                        context.clock());
        buildMembers();
        pages.put(Tab.FACTS, facts.node());
        pages.put(Tab.TREE, tree.node());
        pages.put(Tab.MEMBERS, members.view());
        pages.put(Tab.HISTORY, history.node());
        var content = new BorderPane(new StackPane(pages.values().toArray(Node[]::new)));
        content.setTop(new VBox(tiles(), warningBar, tabBar()));
        content.getStyleClass().add("group-content");
        root = new StatePane(content);
        root.setId("group-pane");
        root.setMinWidth(0);
        content.setMinWidth(0);
        root.getStyleClass().add("group-pane");
        root.getStylesheets()
                .addAll(
                        LiveTable.stylesheet(),
                        String.valueOf(GroupPane.class.getResource("groups.css")));
        warning.setWrapText(true);
        warning.setMinHeight(Region.USE_PREF_SIZE);
        warning.setId("group-warning");
        warningBar.getStyleClass().addAll("banner", "warning");
        choose(storedTab());
        nothing();
    }

    /// What shows the group; always the same node.
    public Node content() {
        return root;
    }

    /// Shows the channel as it is now.
    public void show(Channel channel) {
        boolean changed = model.show(channel);
        if (changed) {
            switch (model.presence()) {
                case NOTHING -> nothing();
                case PLAIN -> empty(Feather.UNLOCK, "plain");
                case NOT_YET -> empty(Feather.KEY, "not-yet");
                case GROUP -> model.view().ifPresent(this::showGroup);
            }
        }
        if (model.presence() == Presence.GROUP) {
            tick();
        }
    }

    /// No channel is shown any more.
    public void clear() {
        model.clear();
        tree.forget();
        nothing();
    }

    private void nothing() {
        empty(Feather.KEY, "nothing");
    }

    private void empty(Feather icon, String key) {
        root.show(
                new ViewState.Empty(
                        icon, TEXTS.get(key), TEXTS.get(key + ".text"), Optional.empty()));
    }

    private void showGroup(GroupView view) {
        root.show(new ViewState.Ready());
        epoch.setText(Formats.count(view.epoch()));
        memberCount.setText(Formats.count(view.members().size()));
        suite.setText(Integer.toString(view.suite().id()));
        suite.setTooltip(new Tooltip(view.suite().toString()));
        facts.show(view);
        tree.show();
        members.refresh();
    }

    private void tick() {
        Instant now = context.clock().instant();
        say(ownKeys, model.ownKeyAge(now).map(Formats::age).orElse(Formats.NONE));
        Optional<String> warn = model.warning(now);
        say(warning, warn.orElse(""));
        warningBar.setVisible(warn.isPresent());
        warningBar.setManaged(warn.isPresent());
        switch (tab) {
            case FACTS -> facts.tick();
            case TREE -> tree.tick();
            case MEMBERS -> members.refresh();
            case HISTORY -> history.tick();
        }
    }

    private static void say(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
    }

    private Node tiles() {
        var tiles =
                new FlowPane(
                        tile("group-epoch", epoch, "tile.epoch"),
                        tile("group-member-count", memberCount, "tile.members"),
                        tile("group-suite", suite, "tile.suite"),
                        tile("group-own-keys", ownKeys, "tile.own-keys"));
        tiles.getStyleClass().add("group-tiles");
        return tiles;
    }

    private static Node tile(String id, Label value, String key) {
        value.setId(id);
        value.getStyleClass().add("group-tile-value");
        var caption = new Label(TEXTS.get(key));
        caption.getStyleClass().add("facts-caption");
        caption.setLabelFor(value);
        var tile = new HBox(caption, value);
        tile.getStyleClass().add("group-tile");
        return tile;
    }

    private Node tabBar() {
        var segments = new Segments();
        for (Tab each : Tab.values()) {
            String name = each.name().toLowerCase(Locale.ROOT);
            tabs.put(
                    each,
                    segments.add(
                            "group-tab-" + name, TEXTS.get("tab." + name), () -> choose(each)));
        }
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var bar = new HBox(segments, room);
        bar.getStyleClass().add("group-bar");
        return bar;
    }

    private Tab storedTab() {
        String stored = context.uiState().get(TAB_KEY).orElse("");
        for (Tab each : Tab.values()) {
            if (each.name().equals(stored)) {
                return each;
            }
        }
        return Tab.FACTS;
    }

    private void choose(Tab chosen) {
        tab = chosen;
        context.uiState().put(TAB_KEY, chosen.name());
        tabs.forEach((each, button) -> button.setSelected(each == chosen));
        pages.forEach((each, page) -> page.setVisible(each == chosen));
        if (model.presence() == Presence.GROUP) {
            tick();
        }
    }

    private void buildMembers() {
        members.setPainter(MemberColumn.NAME, GroupPane::paintName);
        members.setPainter(
                MemberColumn.EXPIRES,
                (cell, line, text) -> {
                    paint(cell, text);
                    cell.pseudoClassStateChanged(
                            WARNED,
                            line.expires()
                                    .filter(
                                            end ->
                                                    Expiry.of(end, context.clock().instant())
                                                            .isWarned())
                                    .isPresent());
                });
        members.setPainter(MemberColumn.SIGNATURE_KEY, GroupPane::paintHex);
        members.setPainter(MemberColumn.ENCRYPTION_KEY, GroupPane::paintHex);
        members.setOnSort(model::sort);
        members.keep(context.uiState(), "groups.members", MemberColumn.LEAF.order(false));
        Runnable copy = () -> model.copyMembers(selected());
        Runnable copyJson = () -> model.copyMembersAsJson(selected());
        members.setCommands(
                new RowCommands(
                        RowCommands.NOTHING,
                        RowCommands.NOTHING,
                        copy,
                        copyJson,
                        RowCommands.NOTHING));
        members.setMenu(item("member.copy", copy), item("member.copy-json", copyJson));
    }

    private List<MemberLine> selected() {
        return members.selected().stream().map(LiveRow::value).toList();
    }

    private static MenuItem item(String key, Runnable action) {
        var item = new MenuItem(TEXTS.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static void paintName(TableCell<?, ?> cell, MemberLine line, String text) {
        paint(cell, text);
        cell.pseudoClassStateChanged(OWN, line.own());
    }

    private static void paintHex(TableCell<?, ?> cell, MemberLine line, String text) {
        paint(cell, text);
        if (!cell.getStyleClass().contains("mono")) {
            cell.getStyleClass().add("mono");
        }
    }

    private static void paint(TableCell<?, ?> cell, String text) {
        if (!text.equals(cell.getText())) {
            cell.setText(text);
        }
    }
}
