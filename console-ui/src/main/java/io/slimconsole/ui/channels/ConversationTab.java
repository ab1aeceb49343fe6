package io.slimconsole.ui.channels;

import io.slimconsole.ui.conversation.ConversationPane;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.sessions.Channels;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.scene.Node;

import java.util.OptionalInt;

/// What is said on the channel.
final class ConversationTab implements ChannelTab {
    private final ConversationPane pane;
    private OptionalInt opened = OptionalInt.empty();

    ConversationTab(ConsoleContext context, Channels channels) {
        pane = new ConversationPane(context, channels);
    }

    @Override
    public String key() {
        return "conversation";
    }

    @Override
    public Node node() {
        return pane.content();
    }

    @Override
    public void show(Channel channel) {
        if (opened.isPresent() && opened.getAsInt() == channel.sessionId()) {
            pane.refresh();
        } else {
            opened = OptionalInt.of(channel.sessionId());
            pane.open(channel.sessionId());
        }
    }

    @Override
    public void hide() {
        if (opened.isPresent()) {
            opened = OptionalInt.empty();
            pane.close();
        }
    }

    @Override
    public boolean escape() {
        return pane.escape();
    }
}
