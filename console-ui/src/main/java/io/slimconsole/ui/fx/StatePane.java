package io.slimconsole.ui.fx;

import atlantafx.base.theme.Styles;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Content, or what there is to say instead of it or above it.
///
/// Data that was once shown is never taken away: staleness and a stopped node are a bar above the last known rows.
public final class StatePane extends BorderPane {
    private static final Duration BEFORE_SKELETON = Duration.millis(200);
    private static final Duration BEFORE_TEXT = Duration.seconds(2);
    private static final int SKELETON_ROWS = 8;
    private static final PseudoClass OUTDATED = PseudoClass.getPseudoClass("outdated");

    private final Node content;
    private final StackPane middle = new StackPane();
    private final PauseTransition skeletonDelay = new PauseTransition(BEFORE_SKELETON);
    private final PauseTransition textDelay = new PauseTransition(BEFORE_TEXT);
    private ViewState state = new ViewState.Ready();

    public StatePane(Node content) {
        this.content = content;
        getStyleClass().add("state-pane");
        middle.getChildren().setAll(content);
        setCenter(middle);
    }

    public ViewState state() {
        return state;
    }

    /// Shows `next`; does nothing when it is what is shown already.
    public void show(ViewState next) {
        if (next.equals(state)) {
            return;
        }
        state = next;
        skeletonDelay.stop();
        textDelay.stop();
        setTop(null);
        content.pseudoClassStateChanged(OUTDATED, false);
        content.setVisible(true);
        middle.getChildren().setAll(content);
        switch (next) {
            case ViewState.Ready _ -> {}
            case ViewState.Loading(String text) -> showLoading(text);
            case ViewState.Empty(Ikon icon, String title, String text, var offer) ->
                    instead(message(icon, title, text, offer.stream().toList(), true));
            case ViewState.Asking(Ikon icon, String title, String text, Node form) -> {
                VBox message = message(icon, title, text, List.of(), false);
                message.getChildren().add(form);
                instead(message);
            }
            case ViewState.NoMatch(String text, ViewState.Offer clear) ->
                    above(message(Feather.FILTER, "", text, List.of(clear), false));
            case ViewState.Stale(String text, ViewState.Offer retry) ->
                    outdated("warning", Feather.CLOCK, text, Optional.of(retry));
            case ViewState.Warned(String text, ViewState.Offer way) ->
                    banner("warning", Feather.ALERT_TRIANGLE, text, Optional.of(way));
            case ViewState.Stopped(String text, Optional<ViewState.Offer> start) ->
                    outdated("neutral", Feather.PAUSE_CIRCLE, text, start);
            case ViewState.Failed(String title, String text, var retry, var details) ->
                    instead(
                            message(
                                    Feather.ALERT_TRIANGLE,
                                    title,
                                    text,
                                    Stream.concat(retry.stream(), details.stream()).toList(),
                                    retry.isPresent()));
        }
    }

    private void showLoading(String text) {
        var skeleton = new VBox();
        skeleton.getStyleClass().add("skeleton");
        skeleton.setMouseTransparent(true);
        content.setVisible(false);
        middle.getChildren().add(skeleton);
        skeletonDelay.setOnFinished(
                _ -> {
                    for (int i = 0; i < SKELETON_ROWS; i++) {
                        var row = new Region();
                        row.getStyleClass().add("skeleton-row");
                        skeleton.getChildren().add(row);
                    }
                });
        textDelay.setOnFinished(
                _ -> middle.getChildren().add(message(Feather.LOADER, "", text, List.of(), false)));
        skeletonDelay.playFromStart();
        textDelay.playFromStart();
    }

    private void instead(Node message) {
        content.setVisible(false);
        middle.getChildren().add(message);
    }

    /// The content stays: a table without rows still shows its header.
    private void above(Node message) {
        message.setPickOnBounds(false);
        middle.getChildren().add(message);
    }

    private void outdated(String kind, Ikon icon, String text, Optional<ViewState.Offer> offer) {
        content.pseudoClassStateChanged(OUTDATED, true);
        banner(kind, icon, text, offer);
    }

    private void banner(String kind, Ikon icon, String text, Optional<ViewState.Offer> offer) {
        var label = new Label(text);
        label.setWrapText(true);
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        var bar = new HBox(Icons.of(icon), label);
        bar.getStyleClass().addAll("banner", kind);
        bar.setId("state-banner");
        offer.ifPresent(o -> bar.getChildren().add(button(o, false)));
        setTop(bar);
    }

    private static VBox message(
            Ikon icon, String title, String text, List<ViewState.Offer> offers, boolean accent) {
        List<Node> parts = new ArrayList<>();
        parts.add(Icons.of(icon, "state-icon"));
        if (!title.isEmpty()) {
            var heading = new Label(title);
            heading.getStyleClass().add(Styles.TITLE_4);
            heading.setWrapText(true);
            parts.add(heading);
        }
        var words = new Label(text);
        words.getStyleClass().add("state-text");
        words.setWrapText(true);
        parts.add(words);
        if (!offers.isEmpty()) {
            var buttons = new HBox();
            buttons.getStyleClass().add("buttons");
            buttons.setAlignment(Pos.CENTER);
            for (int i = 0; i < offers.size(); i++) {
                buttons.getChildren().add(button(offers.get(i), accent && i == 0));
            }
            parts.add(buttons);
        }
        var box = new VBox(parts.toArray(Node[]::new));
        box.setId("state-message");
        box.getStyleClass().add("state-message");
        box.setAlignment(Pos.CENTER);
        return box;
    }

    private static Button button(ViewState.Offer offer, boolean accent) {
        var button = new Button(offer.text());
        if (accent) {
            button.getStyleClass().add(Styles.ACCENT);
        }
        button.setOnAction(_ -> offer.run().run());
        return button;
    }
}
