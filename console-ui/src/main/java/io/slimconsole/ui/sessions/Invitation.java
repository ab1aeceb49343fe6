package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.membership.Outcome;

import java.time.Instant;
import java.util.Optional;

/// An invitation, as far as it has come.
///
/// @param id unique on its channel
/// @param asked as the operator named it
/// @param instance that answered, once one has
/// @param since when the present step began
/// @param outcome once it has ended
public record Invitation(
        long id,
        Name asked,
        Optional<Name> instance,
        Step step,
        Instant began,
        Instant since,
        Optional<Outcome> outcome) {
    /// The steps, in their order.
    public enum Step {
        /// Others come before it.
        WAITING,
        /// We ask who is there under that name.
        DISCOVERING,
        /// We ask the instance that answered whether it joins.
        JOINING,
        /// It is let in and has to confirm that it is.
        WELCOMING,
        /// It has ended; the outcome says how.
        ENDED
    }

    public boolean succeeded() {
        return outcome.filter(Outcome.Invited.class::isInstance).isPresent();
    }
}
