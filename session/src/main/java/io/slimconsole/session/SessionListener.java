package io.slimconsole.session;

/// Hears what happens in a session, on the session's own thread: it must not wait.
@FunctionalInterface
public interface SessionListener {
    void on(SessionEvent event);
}
