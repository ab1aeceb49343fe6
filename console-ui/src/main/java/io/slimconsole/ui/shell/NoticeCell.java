package io.slimconsole.ui.shell;

import io.slimconsole.ui.fx.Formats;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.time.Clock;
import java.util.function.Consumer;

/// One notice: what kind, its words, how often and when, and whether it leads somewhere.
final class NoticeCell extends ListCell<Notice> {
    private static final PseudoClass UNREAD = PseudoClass.getPseudoClass("unread");

    private final Clock clock;
    private final Texts texts;
    private final StackPane icon = new StackPane();
    private final Label words = new Label();
    private final Label when = new Label();
    private final Tooltip exact = new Tooltip();
    private final Node way = Icons.of(Feather.CHEVRON_RIGHT);
    private final HBox row;

    NoticeCell(Clock clock, Texts texts, Consumer<Notice> follow) {
        this.clock = clock;
        this.texts = texts;
        icon.setAlignment(Pos.TOP_CENTER);
        words.getStyleClass().add("notice-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        when.getStyleClass().add("muted");
        when.setTooltip(exact);
        var text = new VBox(words, when);
        text.getStyleClass().add("notice-text");
        HBox.setHgrow(text, Priority.ALWAYS);
        row = new HBox(icon, text, way);
        row.getStyleClass().add("notice");
        row.setAlignment(Pos.TOP_LEFT);
        // as wide as the list: the words wrap
        setPrefWidth(0);
        setOnMouseClicked(
                event -> {
                    if (event.getButton() == MouseButton.PRIMARY && !isEmpty()) {
                        follow.accept(getItem());
                    }
                });
    }

    @Override
    protected void updateItem(Notice item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(UNREAD, false);
            return;
        }
        icon.getChildren().setAll(iconOf(item));
        words.setText(item.text());
        String age = Formats.ago(item.at(), clock.instant());
        when.setText(
                item.times() == 1
                        ? age
                        : texts.get("notices.times", Formats.count(item.times()), age));
        exact.setText(Formats.time(item.at(), clock.getZone()));
        way.setVisible(item.open().isPresent());
        pseudoClassStateChanged(UNREAD, item.unread());
        setAccessibleText(item.text() + ", " + when.getText());
        setGraphic(row);
    }

    /// A cell's own skin asks its content for a height without telling it the width.
    @Override
    protected double computePrefHeight(double width) {
        if (isEmpty() || width <= 0) {
            return super.computePrefHeight(width);
        }
        double beside = snappedLeftInset() + snappedRightInset();
        return snappedTopInset() + row.prefHeight(width - beside) + snappedBottomInset();
    }

    private static Node iconOf(Notice item) {
        Ikon icon =
                switch (item.kind()) {
                    case INFO -> Feather.INFO;
                    case SUCCESS -> Feather.CHECK_CIRCLE;
                    case WARNING -> Feather.ALERT_TRIANGLE;
                    case ERROR -> Feather.ALERT_OCTAGON;
                };
        return Icons.of(
                icon,
                switch (item.kind()) {
                    case INFO -> "accent";
                    case SUCCESS -> "ok";
                    case WARNING -> "warn";
                    case ERROR -> "error";
                });
    }
}
