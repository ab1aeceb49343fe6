package io.slimconsole.ui.conversation;

import io.slimconsole.persistence.UiStateStore;
import io.slimconsole.ui.fx.Icons;
import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.Conversations;
import io.slimconsole.ui.shell.ConsoleContext;
import io.slimconsole.ui.table.Segments;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;

/// What is said on a channel that the console takes part in, and a field to say something.
///
/// Belongs to the JavaFX application thread. The page of a channel opens it for a channel, asks for a refresh at the pace of
/// its sampler while it is shown, and closes it.
public final class ConversationPane {
    private static final Texts TEXTS = Texts.of(ConversationPane.class);
    private static final String FORM_KEY = "conversation.form";

    private final UiStateStore store;
    private final ConversationViewModel model;
    private final MessageList messages;
    private final BodyReader reader;
    private final Map<Form, ToggleButton> forms = new EnumMap<>(Form.class);
    private final Label access = new Label();
    private final FontIcon lock = (FontIcon) Icons.of(Feather.LOCK);
    private final BorderPane root = new BorderPane();

    public ConversationPane(ConsoleContext context, Conversations channels) {
        store = context.uiState();
        Executor workers = task -> Thread.ofVirtual().name("conversation").start(task);
        model =
                new ConversationViewModel(
                        channels, TEXTS, context.clock(), context.ui(), workers, context.copier());
        reader = new BodyReader(model, TEXTS, context.clock(), context.ui(), workers);
        messages =
                new MessageList(
                        model,
                        TEXTS,
                        context.clock(),
                        new MessageCell.Commands(reader::open, model::sendAgain));
        root.setId("conversation");
        root.getStyleClass().add("conversation");
        root.getStylesheets()
                .add(String.valueOf(ConversationPane.class.getResource("conversation.css")));
        root.setTop(bar());
        root.setCenter(new StackPane(messages.node(), reader.node()));
        root.setBottom(new Composer(model, TEXTS).node());
        choose(storedForm());
        model.footing().subscribe(this::show);
    }

    /// What shows the conversation; always the same node.
    public Node content() {
        return root;
    }

    /// Shows the conversation of a channel, at its newest message. A draft that was begun there is there again.
    ///
    /// @param sessionId unsigned 32 bits
    public void open(int sessionId) {
        reader.close();
        model.open(sessionId);
    }

    /// Takes a look at what was said meanwhile.
    public void refresh() {
        model.refresh();
        messages.tick();
    }

    /// Takes back one thing, for Esc.
    ///
    /// @return false if there was nothing to take back
    public boolean escape() {
        return reader.close();
    }

    /// Shows no channel any more.
    public void close() {
        reader.close();
        model.close();
    }

    private Node bar() {
        access.setId("conversation-access");
        access.setGraphic(lock);
        access.getStyleClass().add("conversation-access");
        access.setWrapText(true);
        access.setMinHeight(Region.USE_PREF_SIZE);
        access.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(access, Priority.ALWAYS);
        var segments = new Segments();
        segments.setMinWidth(Region.USE_PREF_SIZE);
        for (Form form : Form.values()) {
            ToggleButton button =
                    segments.add(
                            "conversation-form-" + form.name().toLowerCase(Locale.ROOT),
                            TEXTS.get("form." + form),
                            () -> choose(form));
            button.setTooltip(new Tooltip(TEXTS.get("form." + form + ".tip")));
            forms.put(form, button);
        }
        var bar = new HBox(access, segments);
        bar.getStyleClass().add("conversation-bar");
        return bar;
    }

    private Form storedForm() {
        String stored = store.get(FORM_KEY).orElse("");
        for (Form form : Form.values()) {
            if (form.name().equals(stored)) {
                return form;
            }
        }
        return Form.JSON;
    }

    private void choose(Form form) {
        store.put(FORM_KEY, form.name());
        forms.forEach((each, button) -> button.setSelected(each == form));
        model.setForm(form);
    }

    private void show(Footing footing) {
        if (!footing.access().equals(access.getText())) {
            access.setText(footing.access());
        }
        lock.setIconCode(footing.open() ? Feather.UNLOCK : Feather.LOCK);
        lock.getStyleClass().removeAll("warn", "ok");
        lock.getStyleClass().add(footing.open() ? "warn" : "ok");
        access.setVisible(!footing.access().isEmpty());
    }
}
