package io.slimconsole.ui.ask;

import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.Optional;

/// Sends a test message to a name and shows each step, and the reply. Belongs to the JavaFX
/// application thread.
public final class AskPane {
    private static final Texts TEXTS = Texts.of(AskPane.class);
    private static final PseudoClass DELIVERED = PseudoClass.getPseudoClass("delivered");
    private static final PseudoClass UNDELIVERED = PseudoClass.getPseudoClass("undelivered");
    private static final int ROWS = 3;

    private final AskViewModel model;
    private final TextField to = new TextField();
    private final TextArea text = new TextArea();
    private final Button send = new Button(TEXTS.get("send"), Icons.of(Feather.SEND));
    private final VBox steps = new VBox();
    private final Label sentence = new Label();
    private final HBox verdict = new HBox();
    private final Label replyCaption = caption("reply");
    private final Label reply = new Label();
    private final VBox root = new VBox();

    public AskPane(ConsoleContext context) {
        model = new AskViewModel(context.channels()::ask, TEXTS, context.ui());
        to.setId("ask-to");
        to.textProperty().bindBidirectional(model.to());
        to.setPromptText(TEXTS.get("to.prompt"));
        to.setOnAction(_ -> model.send());
        text.setId("ask-text");
        text.setPrefRowCount(ROWS);
        text.setWrapText(true);
        text.textProperty().bindBidirectional(model.text());
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        var encrypted = new CheckBox(TEXTS.get("encrypted"));
        encrypted.setId("ask-encrypted");
        encrypted.selectedProperty().bindBidirectional(model.encrypted());
        send.setId("ask-send");
        send.getStyleClass().add("accent");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(_ -> model.send());
        send.disableProperty().bind(model.underWay().or(to.textProperty().isEmpty()));
        steps.setId("ask-steps");
        sentence.setId("ask-verdict");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("verdict-sentence");
        HBox.setHgrow(sentence, Priority.ALWAYS);
        verdict.getStyleClass().add("verdict");
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        reply.setId("ask-reply");
        reply.setWrapText(true);
        reply.setMinHeight(Region.USE_PREF_SIZE);
        reply.getStyleClass().add("mono");
        var room = new Region();
        HBox.setHgrow(room, Priority.ALWAYS);
        var bar = new HBox(encrypted, room, send);
        bar.getStyleClass().add("link-row");
        root.setId("ask");
        root.getStyleClass().add("explain");
        Label toCaption = caption("to");
        toCaption.setLabelFor(to);
        Label textCaption = caption("text");
        textCaption.setLabelFor(text);
        root.getChildren()
                .setAll(toCaption, to, textCaption, text, bar, steps, verdict, replyCaption, reply);
        model.shown().subscribe(this::show);
    }

    public Node node() {
        return root;
    }

    /// Asks for a message, to a name if one is given; otherwise to the one that stands there.
    public void ask(Optional<String> name) {
        name.ifPresent(to::setText);
        TextInputControl first = to.getText().isEmpty() ? to : text;
        first.requestFocus();
        first.selectAll();
    }

    private static Label caption(String key) {
        var caption = new Label(TEXTS.get(key));
        caption.getStyleClass().add("explain-caption");
        return caption;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && !event.isShiftDown() && !event.isAltDown()) {
            model.send();
            event.consume();
        }
    }

    private void show(AskViewModel.Shown shown) {
        steps.getChildren().setAll(shown.steps().stream().map(AskPane::row).toList());
        sentence.setText(shown.verdict());
        Ikon icon = shown.good() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE;
        verdict.getChildren().setAll(List.of(Icons.of(icon), sentence));
        verdict.pseudoClassStateChanged(DELIVERED, shown.good());
        verdict.pseudoClassStateChanged(UNDELIVERED, !shown.good());
        setShown(verdict, !shown.verdict().isEmpty());
        reply.setText(shown.reply().orElse(""));
        setShown(replyCaption, shown.reply().isPresent());
        setShown(reply, shown.reply().isPresent());
    }

    private static Node row(AskViewModel.StepLine line) {
        var words = new Label(line.words());
        words.setMinWidth(Region.USE_PREF_SIZE);
        var note = new Label(line.note());
        note.getStyleClass().add("facts-caption");
        Ikon icon =
                switch (line.mark()) {
                    case AHEAD -> Feather.CIRCLE;
                    case UNDER_WAY -> Feather.LOADER;
                    case DONE -> Feather.CHECK_CIRCLE;
                    case FAILED -> Feather.X_CIRCLE;
                };
        String colour =
                switch (line.mark()) {
                    case AHEAD -> "muted";
                    case UNDER_WAY -> "accent";
                    case DONE -> "ok";
                    case FAILED -> "error";
                };
        if (line.mark() == AskViewModel.Mark.AHEAD) {
            words.getStyleClass().add("muted");
        }
        var row = new HBox(Icons.of(icon, colour), words, note);
        row.getStyleClass().add("ask-step");
        return row;
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
