package io.slimconsole.ui.conversation;

import io.slimconsole.session.delivery.Payload;
import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.collections.FXCollections;
import javafx.collections.ObservableListBase;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

/// All of one body, over the list: lines that are looked at only where they are in sight, so that it may be of any size.
final class BodyReader {
    private final ConversationViewModel model;
    private final Texts texts;
    private final Clock clock;
    private final Executor ui;
    private final Executor workers;
    private final Label title = new Label();
    private final ListView<String> lines = new ListView<>();
    private final BorderPane root = new BorderPane();
    private Runnable copy = () -> {};
    private long asked;

    BodyReader(
            ConversationViewModel model, Texts texts, Clock clock, Executor ui, Executor workers) {
        this.model = model;
        this.texts = texts;
        this.clock = clock;
        this.ui = ui;
        this.workers = workers;
        title.getStyleClass().add("details-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        lines.setId("conversation-lines");
        lines.getStyleClass().addAll("body-lines", "plain-list");
        var header =
                new HBox(
                        title,
                        Icons.button(
                                "reader-copy", Feather.COPY, texts.get("copy"), () -> copy.run()),
                        Icons.button(
                                "reader-close", Feather.X, texts.get("reader.close"), this::close));
        header.getStyleClass().add("details-header");
        root.setId("conversation-reader");
        root.getStyleClass().add("body-reader");
        root.setTop(header);
        root.setCenter(lines);
        root.setVisible(false);
    }

    Node node() {
        return root;
    }

    void open(MessageRow row) {
        Entry entry = row.entry().get();
        ConversationViewModel.payload(entry.said()).ifPresent(body -> open(row, entry, body));
    }

    private void open(MessageRow row, Entry entry, Payload payload) {
        asked++;
        long question = asked;
        Form form = model.form();
        copy = () -> model.copy(List.of(row));
        title.setText(
                texts.get(
                        "reader.title",
                        entry.who(),
                        Formats.time(entry.said().at(), clock.getZone()),
                        entry.kind()));
        lines.setItems(FXCollections.observableArrayList(texts.get("reader.wait")));
        root.setVisible(true);
        workers.execute(
                () -> {
                    List<String> all = Bodies.whole(payload.blob(), form).lines();
                    ui.execute(
                            () -> {
                                if (question == asked) {
                                    lines.setItems(new Lines(all));
                                    lines.scrollTo(0);
                                    lines.requestFocus();
                                }
                            });
                });
    }

    /// @return false if nothing was open
    boolean close() {
        boolean open = root.isVisible();
        asked++;
        root.setVisible(false);
        lines.setItems(FXCollections.emptyObservableList());
        return open;
    }

    /// Lines that never change, made where they are asked for.
    private static final class Lines extends ObservableListBase<String> {
        private final List<String> all;

        Lines(List<String> all) {
            this.all = all;
        }

        @Override
        public String get(int index) {
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
