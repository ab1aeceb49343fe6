package io.slimconsole.ui.groups;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.time.Clock;
import java.time.Instant;

/// What each commit did, the newest first. New ones come in above without moving what is read.
final class HistoryPane {
    private final Texts texts;
    private final Clock clock;
    private final ListView<CommitLine> list;
    private final StackPane root = new StackPane();
    private Instant now;

    HistoryPane(GroupViewModel model, Texts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
        now = clock.instant();
        list = new ListView<>();
        list.setId("group-history");
        list.getStyleClass().addAll("history-list", "plain-list");
        list.setCellFactory(_ -> new CommitCell());
        var none = new Label(texts.get("history.none"));
        none.setWrapText(true);
        none.getStyleClass().add("state-text");
        list.setPlaceholder(none);
        // the list's own listener has to come after this one, which sees where everything stood
        // before
        model.commits()
                .addListener(
                        (ListChangeListener<CommitLine>)
                                change -> {
                                    while (change.next()) {
                                        if (change.wasAdded() && change.getFrom() == 0) {
                                            keepPlace(change.getAddedSize());
                                        }
                                    }
                                });
        list.setItems(model.commits());
        root.getChildren().setAll(list);
    }

    Node node() {
        return root;
    }

    /// Ages of those in sight.
    void tick() {
        now = clock.instant();
        VirtualFlow<?> flow = flow();
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        int last = flow.getLastVisibleCell().getIndex();
        for (int i = flow.getFirstVisibleCell().getIndex(); i <= last; i++) {
            if (flow.getVisibleCell(i) instanceof CommitCell cell) {
                cell.tick();
            }
        }
    }

    private void keepPlace(int added) {
        VirtualFlow<?> flow = flow();
        if (flow == null || flow.getFirstVisibleCell() == null) {
            return;
        }
        int first = flow.getFirstVisibleCell().getIndex();
        double y = flow.getFirstVisibleCell().getLayoutY();
        if ((first == 0 && y >= 0) || added == list.getItems().size()) {
            return;
        }
        double height = list.getFixedCellSize();
        list.layout();
        flow.scrollPixels(added * height);
    }

    private @Nullable VirtualFlow<?> flow() {
        return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
    }

    private final class CommitCell extends ListCell<CommitLine> {
        private final Label epoch = new Label();
        private final FontIcon icon = (FontIcon) Icons.of(Feather.CIRCLE);
        private final Label what = new Label();
        private final Label by = new Label();
        private final Label age = new Label();
        private final HBox row;

        CommitCell() {
            epoch.getStyleClass().add("history-epoch");
            what.getStyleClass().add("history-what");
            by.getStyleClass().add("history-by");
            age.getStyleClass().add("history-age");
            age.setMinWidth(USE_PREF_SIZE);
            var words = new VBox(what, by);
            words.setMinWidth(0);
            words.getStyleClass().add("history-words");
            HBox.setHgrow(words, Priority.ALWAYS);
            var line = new Region();
            line.getStyleClass().add("history-line");
            var dot = new StackPane(icon);
            dot.getStyleClass().add("history-dot");
            row = new HBox(epoch, new StackPane(line, dot), words, age);
            row.getStyleClass().add("history-row");
            row.setFillHeight(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable CommitLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            if (line == null || empty) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            epoch.setText(Formats.count(line.epoch()));
            icon.setIconCode(icon(line.kind()));
            what.setText(line.sentence());
            by.setText(texts.get(line.path() ? "history.by.path" : "history.by", line.by()));
            setTooltip(
                    new Tooltip(
                            texts.get(
                                    "history.tip",
                                    Formats.count(line.epoch()),
                                    Formats.time(line.at(), clock.getZone()),
                                    String.join("\n", line.what()))));
            setGraphic(row);
            tick();
        }

        void tick() {
            CommitLine line = getItem();
            if (line != null && !isEmpty()) {
                String text = Formats.ago(line.at(), now);
                if (!text.equals(age.getText())) {
                    age.setText(text);
                }
            }
        }

        private static Ikon icon(CommitLine.Kind kind) {
            return switch (kind) {
                case ADDED -> Feather.USER_PLUS;
                case REMOVED -> Feather.USER_MINUS;
                case UPDATED -> Feather.REFRESH_CW;
                case OTHER -> Feather.SETTINGS;
            };
        }
    }
}
