package io.slimconsole.ui.shell;

import atlantafx.base.theme.Styles;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Overlay;
import io.slimconsole.ui.fx.Sampler;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/// What the bell opens: the notices, newest first. They count as read once it is closed.
final class NoticeList implements AutoCloseable {
    /// How often the ages are written anew while it is open.
    private static final Duration AGES = Duration.ofSeconds(5);

    /// So many leave most of the list's usual height unused.
    private static final int FEW = 3;

    private static final PseudoClass FEW_CLASS = PseudoClass.getPseudoClass("few");

    private final Texts texts = Texts.of(NoticeList.class);
    private final Overlay overlay;
    private final Notices notices;
    private final ListView<Notice> list = new ListView<>();
    private final Button clear = new Button(texts.get("notices.clear"));
    private final Button close;
    private final VBox box;
    private final StackPane place;
    private final Sampler<Instant> ages;
    private final Subscription subscription;

    NoticeList(Overlay overlay, Notices notices, Executor ui, Clock clock) {
        this.overlay = overlay;
        this.notices = notices;
        close =
                Icons.button(
                        "notices-close", Feather.X, texts.get("notices.close"), overlay::close);
        list.setId("notices-list");
        list.setAccessibleText(texts.get("notices.title"));
        list.setPlaceholder(nothing());
        list.setCellFactory(_ -> new NoticeCell(clock, texts, this::follow));
        list.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        follow(list.getSelectionModel().getSelectedItem());
                        event.consume();
                    }
                });
        VBox.setVgrow(list, Priority.ALWAYS);
        box = new VBox(header(), list);
        box.setId("notices");
        box.getStyleClass().addAll("dialog-box", "notices");
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        place = new StackPane(box);
        place.getStyleClass().add("notices-place");
        // a click beside the box is one on what is below
        place.setPickOnBounds(false);
        ages = new Sampler<>("notices", AGES, clock::instant, ui, _ -> list.refresh());
        subscription =
                Subscription.combine(
                        notices.shown().subscribe(this::show),
                        place.sceneProperty()
                                .subscribe(
                                        (before, now) -> {
                                            if (before != null && now == null) {
                                                closed();
                                            }
                                        }));
    }

    void open() {
        overlay.open(place, Pos.CENTER);
        ages.start();
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
        if (list.getItems().isEmpty()) {
            close.requestFocus();
        } else {
            list.requestFocus();
        }
    }

    @Override
    public void close() {
        subscription.unsubscribe();
        ages.close();
    }

    private void closed() {
        ages.stop();
        notices.markRead();
    }

    private HBox header() {
        var title = new Label(texts.get("notices.title"));
        title.getStyleClass().add(Styles.TITLE_4);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        clear.setId("notices-clear");
        clear.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
        clear.setOnAction(
                _ -> {
                    notices.clear();
                    // the button is about to be disabled, and would take the focus along
                    close.requestFocus();
                });
        var header = new HBox(title, clear, close);
        header.getStyleClass().addAll("buttons", "notices-header");
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node nothing() {
        var title = new Label(texts.get("notices.none"));
        title.getStyleClass().add(Styles.TITLE_4);
        var text = new Label(texts.get("notices.none.text"));
        text.getStyleClass().add("state-text");
        text.setWrapText(true);
        var message = new VBox(Icons.of(Feather.BELL, "state-icon"), title, text);
        message.setId("notices-none");
        message.getStyleClass().add("state-message");
        message.setAlignment(Pos.CENTER);
        return message;
    }

    /// The notice that is selected stays selected, wherever it is then.
    private void show(List<Notice> newest) {
        Notice selected = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(newest);
        list.getSelectionModel().clearSelection();
        if (selected != null) {
            newest.stream()
                    .filter(selected::isSame)
                    .findFirst()
                    .ifPresent(list.getSelectionModel()::select);
        }
        clear.setDisable(newest.isEmpty());
        box.pseudoClassStateChanged(FEW_CLASS, newest.size() <= FEW);
    }

    private void follow(@Nullable Notice notice) {
        if (notice != null && notice.open().isPresent()) {
            overlay.close();
            notice.open().get().run();
        }
    }
}
