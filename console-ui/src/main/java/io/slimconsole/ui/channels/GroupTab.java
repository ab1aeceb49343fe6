package io.slimconsole.ui.channels;

import io.slimconsole.ui.groups.GroupPane;
import io.slimconsole.ui.sessions.Channel;
import io.slimconsole.ui.shell.ConsoleContext;

import javafx.scene.Node;

/// The keys of the channel: its MLS group.
final class GroupTab implements ChannelTab {
    private final GroupPane pane;
    private boolean shown;

    GroupTab(ConsoleContext context) {
        pane = new GroupPane(context);
    }

    @Override
    public String key() {
        return "group";
    }

    @Override
    public Node node() {
        return pane.content();
    }

    @Override
    public void show(Channel channel) {
        shown = true;
        pane.show(channel);
    }

    @Override
    public void hide() {
        if (shown) {
            shown = false;
            pane.clear();
        }
    }
}
