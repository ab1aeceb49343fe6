package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;

import java.util.Optional;

/// Hears what happens on the channels that the console moderates, on threads of their sessions: it must not wait.
@FunctionalInterface
public interface ChannelListener {
    /// For those who need not know.
    ChannelListener NOBODY = (_, _, _) -> {};

    /// @param sessionId unsigned 32 bits
    /// @param channel without instance; empty where what is stored of it can't be read
    void on(int sessionId, Optional<Name> channel, ChannelEvent event);
}
