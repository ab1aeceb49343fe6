package io.slimconsole.ui.channels;

import io.slimconsole.ui.sessions.Channel;

import javafx.scene.Node;

/// A part of a channel's page, of which one is in sight.
interface ChannelTab {
    /// As in the texts and in the ids of controls.
    String key();

    Node node();

    /// The channel as it is now: when the tab comes into sight, and after each sample while it is.
    void show(Channel channel);

    /// It is out of sight, or another channel's page is to open. Does nothing when it is so already.
    void hide();

    /// Esc: takes back one thing.
    ///
    /// @return false if there was nothing to take back
    default boolean escape() {
        return false;
    }
}
