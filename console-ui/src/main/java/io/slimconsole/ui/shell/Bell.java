package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.fx.Toasts;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/// The button with the number of unread notices; it opens their list.
final class Bell extends StackPane implements AutoCloseable {
    private static final int MAX_SHOWN = 99;
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    private final Texts texts = Texts.of(Bell.class);
    private final Label badge = new Label();
    private final Button button;
    private final NoticeList list;
    private final Subscription subscription;

    Bell(Overlay overlay, Notices notices, Executor ui, Clock clock) {
        list = new NoticeList(overlay, notices, ui, clock);
        button = Icons.button("bell", Feather.BELL, texts.get("notices.bell"), this::open);
        badge.setId("bell-count");
        badge.getStyleClass().add("bell-count");
        badge.setMouseTransparent(true);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(badge, Pos.TOP_RIGHT);
        setMinWidth(Region.USE_PREF_SIZE);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().setAll(button, badge);
        subscription = notices.shown().subscribe(this::show);
    }

    void open() {
        list.open();
    }

    @Override
    public void close() {
        subscription.unsubscribe();
        list.close();
    }

    private void show(List<Notice> notices) {
        List<Notice> unread = notices.stream().filter(Notice::unread).toList();
        int count = unread.size();
        badge.setText(count > MAX_SHOWN ? MAX_SHOWN + "+" : Formats.count(count));
        badge.setVisible(count > 0);
        badge.pseudoClassStateChanged(
                ERROR, unread.stream().anyMatch(n -> n.kind() == Toasts.Kind.ERROR));
        String text =
                count == 0
                        ? texts.get("notices.bell")
                        : texts.get("notices.bellUnread", Formats.count(count));
        button.setAccessibleText(text);
        button.getTooltip().setText(text);
    }
}
