package io.slimconsole.ui.channels;

import io.slimconsole.ui.fx.Texts;
import io.slimconsole.ui.sessions.LostChannel;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Channels that can't be gone on with, and why, beside the list.
final class LostChannels {
    private final Texts texts;
    private final Consumer<LostChannel> forget;
    private final VBox root = new VBox();

    LostChannels(Texts texts, Consumer<LostChannel> forget) {
        this.texts = texts;
        this.forget = forget;
        root.setId("lost-channels");
        root.getStyleClass().add("side-form");
    }

    Node node() {
        return root;
    }

    void show(List<LostChannel> channels) {
        List<Node> parts = new ArrayList<>();
        parts.add(wrapped(texts.get("lost.text"), "form-help"));
        for (LostChannel channel : channels) {
            String id = Integer.toUnsignedString(channel.sessionId());
            var act = new Button(texts.get("forget.act"));
            act.setId("lost-forget-" + id);
            act.setOnAction(_ -> forget.accept(channel));
            var entry =
                    new VBox(
                            wrapped(texts.get("lost.one", id), "strong"),
                            wrapped(channel.why(), "lost-why"),
                            act);
            entry.getStyleClass().add("lost-channel");
            parts.add(entry);
        }
        root.getChildren().setAll(parts);
    }

    private static Label wrapped(String text, String style) {
        var label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }
}
