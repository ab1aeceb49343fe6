package io.slimconsole.session;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.SessionPlan;

import java.util.Optional;
import java.util.function.Function;

/// Somebody asks us into a session. May be used on any thread.
public final class Invitation {
    private final Name moderator;
    private final SessionPlan plan;
    private final Function<SessionListener, Optional<ParticipantSession>> acceptance;

    Invitation(
            Name moderator,
            SessionPlan plan,
            Function<SessionListener, Optional<ParticipantSession>> acceptance) {
        this.moderator = moderator;
        this.plan = plan;
        this.acceptance = acceptance;
    }

    /// Who asks, with its instance: its token and its signature were verified.
    public Name moderator() {
        return moderator;
    }

    /// What kind of session it is, over which channel, and who we would be in it.
    public SessionPlan plan() {
        return plan;
    }

    /// Says that we come. Whether we are let in the listener hears: [SessionEvent.Began], or that it is over.
    ///
    /// @param listener hears all of the session, from the beginning
    /// @return empty if it is too late, or was accepted before
    public Optional<ParticipantSession> accept(SessionListener listener) {
        return acceptance.apply(listener);
    }
}
