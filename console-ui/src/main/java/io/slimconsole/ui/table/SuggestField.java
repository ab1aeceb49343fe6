package io.slimconsole.ui.table;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Popup;

import java.util.List;

/// A text field that offers how to go on. Down and up choose, Enter takes, Esc leaves what is typed.
///
/// The owner sets the offers as the text changes; they are shown while the field has the focus and something else is
/// typed than what is offered.
public final class SuggestField extends TextField {
    private static final double ROW = 28;
    private static final int MOST_IN_SIGHT = 8;

    private final ObservableList<String> offers = FXCollections.observableArrayList();
    private final ListView<String> list = new ListView<>(offers);
    private final Popup popup = new Popup();

    /// Nothing is offered right after something was taken.
    private boolean taken;

    public SuggestField(String id, String prompt) {
        setId(id);
        setPromptText(prompt);
        setAccessibleText(prompt);
        list.setId(id + "-offers");
        list.getStyleClass().addAll("dense", "offers");
        list.setFixedCellSize(ROW);
        list.setFocusTraversable(false);
        list.getStylesheets().add(LiveTable.stylesheet());
        list.setOnMouseClicked(_ -> take());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        popup.setHideOnEscape(false);
        textProperty().subscribe(this::typed);
        focusedProperty().subscribe(this::showOrHide);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /// What to offer from now on.
    public void setOffers(List<String> next) {
        if (!offers.equals(next)) {
            offers.setAll(next);
            list.setPrefHeight(Math.min(MOST_IN_SIGHT, offers.size()) * ROW + 4);
        }
        showOrHide();
    }

    /// Whether offers are in sight.
    public boolean isOffering() {
        return popup.isShowing();
    }

    /// Sets a text that needs no completion.
    public void setComplete(String text) {
        setText(text);
        taken = true;
        popup.hide();
    }

    private void typed() {
        taken = false;
    }

    private void showOrHide() {
        boolean wanted =
                isFocused()
                        && !taken
                        && !getText().isEmpty()
                        && !offers.isEmpty()
                        && !(offers.size() == 1 && offers.getFirst().equals(getText()));
        if (!wanted) {
            popup.hide();
        } else if (!popup.isShowing() && getScene() != null && getScene().getWindow() != null) {
            list.getSelectionModel().clearSelection();
            Bounds place = localToScreen(getBoundsInLocal());
            list.setPrefWidth(Math.max(getWidth(), 260));
            popup.show(this, place.getMinX(), place.getMaxY() + 2);
        }
    }

    private void onKey(KeyEvent event) {
        if (!popup.isShowing()) {
            return;
        }
        int chosen = list.getSelectionModel().getSelectedIndex();
        if (event.getCode() == KeyCode.DOWN) {
            list.getSelectionModel().select(Math.min(offers.size() - 1, chosen + 1));
        } else if (event.getCode() == KeyCode.UP) {
            list.getSelectionModel().select(Math.max(0, chosen - 1));
        } else if (event.getCode() == KeyCode.ENTER && chosen >= 0) {
            take();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            taken = true;
            popup.hide();
        } else {
            return;
        }
        event.consume();
    }

    private void take() {
        String chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null) {
            setComplete(chosen);
            positionCaret(chosen.length());
        }
    }
}
