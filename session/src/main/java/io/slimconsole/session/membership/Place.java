package io.slimconsole.session.membership;

import java.time.Instant;
import java.util.Optional;

/// Where a participant stands.
///
/// @see "session.md 2.6 to 2.9, 2.12, 2.13"
public sealed interface Place {
    /// We say that we come; the welcome is yet to arrive.
    ///
    /// @param until when we give up
    record Invited(Instant until) implements Place {}

    record Present() implements Place {}

    /// We have missed something, and ask to be added anew.
    ///
    /// @param ticket of who wants to be online again
    /// @param left how often we may still ask
    /// @param next when we ask again, or give up
    /// @param moderatorHeard whether the moderator has said anything since we began to ask
    record Rejoining(Optional<Long> ticket, int left, Instant next, boolean moderatorHeard)
            implements Place {}

    /// We wanted to be online again, and are added anew. The moderator is about to say who else is in.
    ///
    /// @param until when we go on with whom we knew
    record Returning(long ticket, Instant until) implements Place {}

    record GoingOffline(long ticket, int request) implements Place {}

    record Offline() implements Place {}

    /// @param ticket empty after a restart
    record GoingOnline(Optional<Long> ticket, int request) implements Place {}

    record Leaving(long ticket, int request) implements Place {}

    /// We are removed. The moderator is yet to say so to us alone, and waits for an answer then.
    record Removed(Instant until) implements Place {}
}
