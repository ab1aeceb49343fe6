package io.slimconsole.session;

/// Hears that somebody asks us into a session, on a thread that serves all of those: it must not wait.
@FunctionalInterface
public interface InvitationListener {
    /// @param invitation to be accepted now or soon; its moderator does not wait for long, and hears nothing of a refusal
    void on(Invitation invitation);
}
