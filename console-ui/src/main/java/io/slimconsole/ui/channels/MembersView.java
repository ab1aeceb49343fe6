package io.slimconsole.ui.channels;

import io.slimconsole.ui.channels.ChannelsViewModel.Counts;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.SidePane;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channel.Member;
import io.slimconsole.ui.sessions.ChannelsState;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.shell.Target;
import io.slimconsole.ui.table.IconCells;
import io.slimconsole.ui.table.LiveRow;
import io.slimconsole.ui.table.LiveTable;
import io.slimconsole.ui.table.NameLine;
import io.slimconsole.ui.table.RowCommands;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// The members of the channel whose page is open, and its invitations.
final class MembersView implements ChannelTab {
    private static final PseudoClass SELF = PseudoClass.getPseudoClass("self");

    private final ChannelsViewModel list;
    private final ChannelViewModel model;
    private final InviteViewModel inviting;
    private final ConsoleContext context;
    private final Texts texts;
    private final LiveTable<Member> table;
    private final InvitationsPane invitations;
    private final InviteForm form;
    private final SidePane side;
    private final Label summary = new Label();
    private final Button remove = new Button();
    private final Button showRoute = new Button();
    private final Tooltip removeTip = new Tooltip();

    MembersView(
            ChannelsViewModel list,
            ChannelViewModel model,
            InviteViewModel inviting,
            ConsoleContext context,
            Texts texts) {
        this.list = list;
        this.model = model;
        this.inviting = inviting;
        this.context = context;
        this.texts = texts;
        table =
                new LiveTable<>(
                        "channel-members",
                        list.members(),
                        List.of(MemberColumn.values()),
                        texts,
                        context.clock());
        invitations = new InvitationsPane(model, context.clock(), texts);
        form = new InviteForm(inviting, texts);
        var middle = new VBox(invitations.node(), table.view(), foot());
        VBox.setVgrow(table.view(), Priority.ALWAYS);
        side = new SidePane(middle, context.uiState(), "channels.invite");
        side.setId("channel-members-tab");
        side.setOnClose(inviting::stop);
        inviting.setOnSent(side::closeDetails);
        bind();
    }

    @Override
    public String key() {
        return "members";
    }

    @Override
    public Node node() {
        return side;
    }

    /// Opens the form for inviting; what was chosen before is there still.
    void invite() {
        side.open(texts.get("invite.title"), form.node());
        form.begin();
    }

    @Override
    public boolean escape() {
        return side.closeDetails();
    }

    /// The screen comes into sight: if the form is open, it follows the routes again.
    void shown() {
        if (side.isOpen()) {
            inviting.start();
        }
    }

    /// The screen is out of sight.
    void hidden() {
        inviting.stop();
    }

    void removeSelected() {
        model.remove(selected());
    }

    @Override
    public void show(Channel channel) {
        table.refresh();
        invitations.show(channel);
        showSummary();
    }

    @Override
    public void hide() {
        side.closeDetails();
    }

    private HBox foot() {
        summary.setId("channel-members-summary");
        summary.getStyleClass().add("summary");
        remove.setId("channel-remove");
        remove.setText(texts.get("remove"));
        remove.setTooltip(removeTip);
        remove.setOnAction(_ -> removeSelected());
        showRoute.setId("channel-show-route");
        showRoute.setText(texts.get("member.show-route"));
        showRoute.setOnAction(_ -> showRoute());
        remove.setMinWidth(Region.USE_PREF_SIZE);
        showRoute.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var foot = new HBox(summary, gap, showRoute, remove);
        foot.getStyleClass().add("live-foot");
        return foot;
    }

    private void bind() {
        table.setPainter(MemberColumn.NAME, (cell, _, text) -> NameLine.paint(cell, text));
        table.setPainter(
                MemberColumn.LIVENESS,
                (cell, member, text) ->
                        IconCells.paint(
                                cell,
                                icon(member),
                                text,
                                isThere(member) ? IconCells.Tone.GOOD : IconCells.Tone.QUIET));
        table.setRowPainter((row, member) -> row.pseudoClassStateChanged(SELF, member.self()));
        table.setOnSort(list::sortMembers);
        table.setOnSelect(_ -> showSummary());
        table.keep(context.uiState(), "channels.members", ChannelsLook.FIRST.memberOrder());
        table.setCommands(
                new RowCommands(
                        this::showRoute,
                        this::removeSelected,
                        () -> model.copyNames(selected()),
                        () -> model.copyJson(selected()),
                        RowCommands.NOTHING));
        table.setMenu(
                item("member.show-route", this::showRoute),
                item("copy.name", () -> model.copyNames(selected())),
                item("copy.json-menu", () -> model.copyJson(selected())),
                item("copy.slimctl-menu", () -> model.copySlimctl(selected())),
                new SeparatorMenuItem(),
                item("remove.menu", this::removeSelected));
    }

    private static boolean isThere(Member member) {
        return member.participant().online() && !member.leaving();
    }

    private static Feather icon(Member member) {
        if (member.leaving()) {
            return Feather.LOG_OUT;
        }
        return member.participant().online() ? Feather.CHECK_CIRCLE : Feather.MOON;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private List<Member> selected() {
        return table.selected().stream().map(LiveRow::value).toList();
    }

    private void showRoute() {
        selected().stream()
                .findFirst()
                .ifPresent(
                        member ->
                                context.navigation()
                                        .reveal(
                                                new Target.OfRoute(
                                                        member.participant().name().encoded())));
    }

    private void showSummary() {
        List<Member> selected = selected();
        long all = list.members().stream().filter(row -> !row.value().leaving()).count();
        String total = Formats.count(all, texts.get("member.one"), texts.get("member.several"));
        summary.setText(
                selected.size() > 1
                        ? texts.get("member.selected", total, Formats.count(selected.size()))
                        : total);
        Counts counts = list.counts().get();
        Optional<String> whyNot = model.whyNotRemoved(selected);
        remove.setDisable(
                selected.isEmpty()
                        || whyNot.isPresent()
                        || !(counts.state() instanceof ChannelsState.Ready));
        removeTip.setText(whyNot.orElseGet(() -> texts.get("remove.tip")));
        showRoute.setDisable(selected.size() != 1);
    }
}
