package io.slimconsole.ui.conversation;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// The messages. It follows the newest one until somebody scrolls up, and then stays where it is.
final class MessageList {
    /// How far the end of the newest may be below the edge while it still counts as in sight.
    private static final double SLACK = 4;

    /// The last row is at the end after one or two.
    private static final int TRIES = 4;

    private final ConversationViewModel model;
    private final Texts texts;
    private final Clock clock;
    private final ListView<MessageRow> list = new ListView<>();
    private final Button newest = new Button();
    private final StackPane root = new StackPane();
    private boolean changing;

    MessageList(
            ConversationViewModel model, Texts texts, Clock clock, MessageCell.Commands commands) {
        this.model = model;
        this.texts = texts;
        this.clock = clock;
        list.setId("conversation-messages");
        list.getStyleClass().addAll("messages", "plain-list");
        list.setAccessibleText(texts.get("messages.accessible"));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(of -> new MessageCell(of, texts, clock, commands));
        var none = new Label(texts.get("messages.none"));
        none.getStyleClass().add("state-text");
        none.setWrapText(true);
        list.setPlaceholder(none);
        list.setItems(model.rows());
        model.setOnMore(
                () -> {
                    if (model.isFollowing()) {
                        goToNewest();
                    }
                });
        list.addEventFilter(ScrollEvent.SCROLL, _ -> later());
        list.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> later());
        list.addEventFilter(MouseEvent.MOUSE_DRAGGED, _ -> later());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.setContextMenu(
                new ContextMenu(
                        item("copy", this::copy),
                        item(
                                "show-all.menu",
                                () -> {
                                    MessageRow row = list.getSelectionModel().getSelectedItem();
                                    if (row != null) {
                                        commands.open().accept(row);
                                    }
                                })));
        newest.setId("conversation-newest");
        newest.setGraphic(Icons.of(Feather.ARROW_DOWN));
        newest.getStyleClass().addAll("accent", "newest");
        newest.setOnAction(_ -> followAgain());
        newest.setVisible(false);
        model.unseen().subscribe(_ -> showNewest());
        StackPane.setAlignment(newest, Pos.BOTTOM_CENTER);
        root.getChildren().setAll(list, newest);
    }

    Node node() {
        return root;
    }

    private MenuItem item(String key, Runnable action) {
        var item = new MenuItem(texts.get(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            copy();
            event.consume();
        }
        later();
    }

    private void copy() {
        List<MessageRow> chosen = List.copyOf(list.getSelectionModel().getSelectedItems());
        if (!chosen.isEmpty()) {
            model.copy(chosen);
        }
    }

    /// Ages of what is in sight; and whether the newest is, which a resize may have changed.
    void tick() {
        if (model.isFollowing() && !changing && !isAtEnd()) {
            goToNewest();
        }
        Instant now = clock.instant();
        VirtualFlow<?> flow = flow();
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        int last = flow.getLastVisibleCell().getIndex();
        for (int i = flow.getFirstVisibleCell().getIndex(); i <= last; i++) {
            if (flow.getVisibleCell(i) instanceof MessageCell cell) {
                cell.tick(now);
            }
        }
    }

    /// The list has not moved yet when it hears of what moves it.
    private void later() {
        if (!changing) {
            changing = true;
            list.applyCss();
            list.getScene().addPostLayoutPulseListener(seen);
            list.requestLayout();
        }
    }

    private final Runnable seen = this::look;

    private void look() {
        changing = false;
        if (list.getScene() != null) {
            list.getScene().removePostLayoutPulseListener(seen);
        }
        model.setFollowing(isAtEnd());
        showNewest();
    }

    private boolean isAtEnd() {
        VirtualFlow<?> flow = flow();
        IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
        if (flow == null || last == null) {
            return true;
        }
        double end = last.getLayoutY() + last.getHeight();
        return last.getIndex() == list.getItems().size() - 1 && end <= flow.getHeight() + SLACK;
    }

    private void showNewest() {
        int unseen = model.unseen().get();
        newest.setText(
                unseen == 0
                        ? texts.get("newest")
                        : texts.get("newest.unseen", Formats.count(unseen)));
        newest.setVisible(!model.isFollowing());
    }

    private void followAgain() {
        model.setFollowing(true);
        goToNewest();
        showNewest();
        list.requestFocus();
    }

    /// To the very end of the last row. How high rows are that were not in sight yet, the list only guesses.
    private void goToNewest() {
        int last = list.getItems().size() - 1;
        VirtualFlow<?> flow = flow();
        if (last < 0 || flow == null || list.getScene() == null) {
            return;
        }
        list.layout();
        flow.scrollTo(last);
        for (int tries = 0; tries < TRIES && !isAtEnd(); tries++) {
            list.layout();
            IndexedCell<?> lowest = flow.getLastVisibleCell();
            if (lowest == null) {
                return;
            }
            if (lowest.getIndex() < last) {
                flow.scrollTo(last);
            } else {
                flow.scrollPixels(lowest.getLayoutY() + lowest.getHeight() - flow.getHeight());
            }
        }
    }

    private @Nullable VirtualFlow<?> flow() {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }
}
