package io.slimconsole.ui.conversation;

import io.slimconsole.node.name.Name;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.table.Segments;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the operator writes.
final class Composer {
    private static final int ROWS = 3;

    /// Whom a message can be for.
    ///
    /// @param name empty for all
    private record Receiver(Optional<Name> name, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private final ConversationViewModel model;
    private final Texts texts;
    private final TextArea text = new TextArea();
    private final ComboBox<Receiver> to = new ComboBox<>();
    private final ToggleButton plain;
    private final ToggleButton json;
    private final Button send;
    private final Label hint = new Label();
    private final Label trouble = new Label();
    private final Hyperlink takeBack = new Hyperlink();
    private final HBox troubleBar;
    private final VBox root = new VBox();
    private boolean filling;

    Composer(ConversationViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        text.setId("conversation-text");
        text.setPromptText(texts.get("compose.prompt"));
        text.setAccessibleText(texts.get("compose.prompt"));
        text.setWrapText(true);
        text.setPrefRowCount(ROWS);
        text.textProperty()
                .addListener(
                        (_, _, now) -> {
                            if (!filling) {
                                model.setText(now);
                            }
                        });
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        to.setId("conversation-to");
        to.setAccessibleText(texts.get("compose.to"));
        to.setOnAction(
                _ -> {
                    if (!filling && to.getValue() != null) {
                        model.setTo(to.getValue().name());
                    }
                });
        var types = new Segments();
        plain = types.add("conversation-plain", "text/plain", () -> model.setJson(false));
        json = types.add("conversation-json", "application/json", () -> model.setJson(true));
        send = new Button(texts.get("compose.send"), Icons.of(Feather.SEND));
        send.setId("conversation-send");
        send.getStyleClass().add("accent");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(_ -> model.send());
        hint.setId("conversation-hint");
        hint.getStyleClass().add("compose-hint");
        hint.setMinWidth(0);
        trouble.setId("conversation-trouble");
        trouble.setWrapText(true);
        HBox.setHgrow(trouble, Priority.ALWAYS);
        trouble.setMaxWidth(Double.MAX_VALUE);
        takeBack.setText(texts.get("trouble.take-back"));
        takeBack.setMinWidth(Region.USE_PREF_SIZE);
        takeBack.setOnAction(_ -> model.takeBack());
        troubleBar = new HBox(Icons.of(Feather.ALERT_TRIANGLE), trouble, takeBack);
        troubleBar.getStyleClass().addAll("banner", "danger");
        troubleBar.setMinHeight(Region.USE_PREF_SIZE);
        var toCaption = new Label(texts.get("compose.to"));
        toCaption.getStyleClass().add("facts-caption");
        toCaption.setLabelFor(to);
        to.setMinWidth(0);
        to.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(to, Priority.SOMETIMES);
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var bar = new HBox(toCaption, to, types, room, send);
        bar.getStyleClass().add("compose-bar");
        root.getStyleClass().add("composer");
        root.getChildren().setAll(troubleBar, text, bar, hint);
        model.draft().subscribe(this::show);
        model.footing().subscribe(this::show);
        model.trouble().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() != KeyCode.ENTER || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.isShiftDown()) {
            text.replaceSelection("\n");
        } else {
            model.send();
        }
        event.consume();
    }

    private void show(Draft draft) {
        filling = true;
        if (!draft.text().equals(text.getText())) {
            text.setText(draft.text());
            text.positionCaret(draft.text().length());
        }
        plain.setSelected(!draft.json());
        json.setSelected(draft.json());
        fillReceivers(draft.to(), model.footing().get().receivers());
        filling = false;
        showSend();
    }

    private void show(Footing footing) {
        filling = true;
        fillReceivers(model.draft().get().to(), footing.receivers());
        filling = false;
        boolean closed = !footing.closed().isEmpty() || footing.equals(Footing.NONE);
        text.setDisable(closed);
        to.setDisable(closed);
        String words =
                closed
                        ? footing.closed()
                        : footing.hint().isEmpty()
                                ? texts.get("compose.keys")
                                : texts.get("compose.keys") + " " + footing.hint();
        if (!words.equals(hint.getText())) {
            hint.setText(words);
        }
        showSend();
    }

    private void showSend() {
        send.setDisable(text.isDisable() || model.draft().get().text().isBlank());
    }

    /// The list is touched only where it is another, so that an open one does not jump.
    private void fillReceivers(Optional<Name> chosen, List<Name> receivers) {
        var all = new ArrayList<Receiver>();
        all.add(new Receiver(Optional.empty(), texts.get("compose.all")));
        receivers.forEach(
                name -> all.add(new Receiver(Optional.of(name), EntryWords.called(name))));
        chosen.filter(name -> !receivers.contains(name))
                .ifPresent(
                        name ->
                                all.add(
                                        new Receiver(
                                                chosen,
                                                texts.get(
                                                        "compose.gone", EntryWords.called(name)))));
        if (!all.equals(to.getItems())) {
            to.getItems().setAll(all);
        }
        all.stream()
                .filter(receiver -> receiver.name().equals(chosen))
                .findFirst()
                .filter(receiver -> !receiver.equals(to.getValue()))
                .ifPresent(to::setValue);
    }

    private void show(ConversationViewModel.Trouble now) {
        trouble.setText(now.words());
        boolean shown = !now.words().isEmpty();
        troubleBar.setVisible(shown);
        troubleBar.setManaged(shown);
        takeBack.setVisible(!now.unsent().isEmpty());
        takeBack.setManaged(!now.unsent().isEmpty());
    }
}
