package io.slimconsole.ui.conversation;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One row of the conversation.
final class MessageCell extends ListCell<MessageRow> {
    private static final PseudoClass OURS = PseudoClass.getPseudoClass("ours");
    private static final PseudoClass GAP = PseudoClass.getPseudoClass("gap");
    private static final PseudoClass TROUBLED = PseudoClass.getPseudoClass("troubled");

    /// What can be done with a row.
    ///
    /// @param open shows all of a body that is too long for the list
    record Commands(Consumer<MessageRow> open, Consumer<MessageRow> again) {}

    private static final double SCROLL_BAR = 16;
    private static final double LEAST_WIDTH = 120;

    private final ListView<MessageRow> list;
    private final Texts texts;
    private final Clock clock;
    private final Label who = new Label();
    private final Label remark = new Label();
    private final Label kind = new Label();
    private final Label age = new Label();
    private final Label metadata = new Label();
    private final Label body = new Label();
    private final FontIcon fateIcon = (FontIcon) Icons.of(Feather.CHECK);
    private final Label fate = new Label();
    private final Hyperlink more = new Hyperlink();
    private final Hyperlink again = new Hyperlink();
    private final HBox foot;
    private final VBox box = new VBox();
    private Subscription following = Subscription.EMPTY;
    private Instant now = Instant.EPOCH;

    MessageCell(ListView<MessageRow> list, Texts texts, Clock clock, Commands commands) {
        this.texts = texts;
        this.clock = clock;
        who.getStyleClass().add("message-who");
        remark.getStyleClass().add("message-remark");
        remark.setMinWidth(USE_PREF_SIZE);
        kind.getStyleClass().add("message-kind");
        age.getStyleClass().add("message-age");
        age.setMinWidth(USE_PREF_SIZE);
        metadata.getStyleClass().add("message-metadata");
        body.getStyleClass().add("message-body");
        body.setWrapText(true);
        fate.getStyleClass().add("message-fate");
        fate.setGraphic(fateIcon);
        fate.setMinWidth(0);
        more.setOnAction(_ -> unfold(commands));
        more.setMinWidth(USE_PREF_SIZE);
        again.setText(texts.get("send-again"));
        again.setMinWidth(USE_PREF_SIZE);
        again.setOnAction(
                _ -> {
                    if (getItem() != null) {
                        commands.again().accept(getItem());
                    }
                });
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var head = new HBox(who, remark, room, kind, age);
        head.getStyleClass().add("message-head");
        foot = new HBox(more, fate, again);
        foot.getStyleClass().add("message-foot");
        box.getStyleClass().add("message");
        box.getChildren().setAll(head, metadata, body, foot);
        setPrefWidth(0);
        this.list = list;
    }

    /// Bodies wrap, so it is as high as they need in the room that the list has. The list itself asks without a width.
    @Override
    protected double computePrefHeight(double width) {
        if (getGraphic() == null) {
            return super.computePrefHeight(width);
        }
        double room = list.getWidth() - SCROLL_BAR - snappedLeftInset() - snappedRightInset();
        return snapSizeY(box.prefHeight(Math.max(LEAST_WIDTH, room)))
                + snappedTopInset()
                + snappedBottomInset();
    }

    @Override
    protected void updateItem(@Nullable MessageRow row, boolean empty) {
        super.updateItem(row, empty);
        following.unsubscribe();
        following = Subscription.EMPTY;
        if (row == null || empty) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        setGraphic(box);
        following =
                Subscription.combine(
                        row.entry().subscribe(entry -> show(row, entry)),
                        row.unfolded().subscribe((_, _) -> show(row, row.entry().get())));
    }

    private void unfold(Commands commands) {
        MessageRow row = getItem();
        if (row == null) {
            return;
        }
        Entry entry = row.entry().get();
        if (entry.body().more()) {
            commands.open().accept(row);
        } else {
            row.unfolded().set(!row.unfolded().get());
        }
    }

    private void show(MessageRow row, Entry entry) {
        boolean gap = entry.sort() == Entry.Sort.GAP;
        pseudoClassStateChanged(OURS, entry.isOurs());
        pseudoClassStateChanged(GAP, gap);
        pseudoClassStateChanged(
                TROUBLED,
                entry.sort() == Entry.Sort.FAILED || entry.sort() == Entry.Sort.INCOMPLETE);
        who.setText(entry.who());
        who.setGraphic(gap ? Icons.of(Feather.ALERT_TRIANGLE) : null);
        say(remark, entry.remark());
        kind.setText(
                entry.kind().isEmpty() || entry.body().form() == Form.TEXT
                        ? entry.kind()
                        : texts.get(
                                "kind.as", entry.kind(), texts.get("form." + entry.body().form())));
        say(metadata, entry.metadata());
        List<String> lines = entry.body().lines();
        boolean folded = !row.unfolded().get();
        int shown = folded ? Math.min(Bodies.FOLDED_LINES, lines.size()) : lines.size();
        say(body, String.join("\n", lines.subList(0, shown)));
        more.setText(moreText(entry, folded));
        setShown(more, entry.isLong());
        say(fate, entry.fate());
        fateIcon.setIconCode(icon(entry.sort()));
        fate.setTooltip(entry.tip().isEmpty() ? null : new Tooltip(entry.tip()));
        setShown(again, entry.canRepeat());
        setShown(foot, entry.isLong() || !entry.fate().isEmpty());
        age.setTooltip(new Tooltip(Formats.time(entry.said().at(), clock.getZone())));
        tick(clock.instant());
    }

    private String moreText(Entry entry, boolean folded) {
        if (entry.body().more()) {
            return texts.get(
                    "show-all",
                    ConversationViewModel.payload(entry.said())
                            .map(payload -> Formats.bytes(payload.blob().size()))
                            .orElse(""));
        }
        return folded
                ? texts.get("unfold", Formats.count(entry.body().lines().size()))
                : texts.get("fold");
    }

    /// Its age.
    void tick(Instant at) {
        MessageRow row = getItem();
        if (row == null || isEmpty()) {
            return;
        }
        now = at;
        Instant said = row.entry().get().said().at();
        String text =
                texts.get(
                        "message.age",
                        Formats.clock(said, clock.getZone()),
                        Formats.ago(said, now));
        if (!text.equals(age.getText())) {
            age.setText(text);
        }
    }

    private static Ikon icon(Entry.Sort sort) {
        return switch (sort) {
            case HEARD, GAP, DONE -> Feather.CHECK;
            case UNDER_WAY -> Feather.CLOCK;
            case INCOMPLETE -> Feather.ALERT_TRIANGLE;
            case FAILED -> Feather.X_CIRCLE;
        };
    }

    private static void say(Label label, String text) {
        if (!text.equals(label.getText())) {
            label.setText(text);
        }
        setShown(label, !text.isEmpty());
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
