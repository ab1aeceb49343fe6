package io.slimconsole.ui.sessions;

import io.slimconsole.node.name.Name;
import io.slimconsole.session.delivery.Payload;
import io.slimconsole.session.delivery.PublishOutcome;

import java.time.Instant;
import java.util.Optional;

/// Something in a channel's conversation, in the order in which we heard of it.
public sealed interface Said {
    /// How many of a channel are kept in memory.
    int KEPT = 1_000;

    /// Grows by one with each of a channel, without gaps.
    long index();

    Instant at();

    /// A message of a member.
    ///
    /// @param directed whether it was for us alone
    record Heard(long index, Instant at, Name source, Payload payload, boolean directed)
            implements Said {}

    /// A message of ours.
    ///
    /// @param to the one member that it was for; empty for all
    /// @param outcome once it is settled
    record Ours(
            long index,
            Instant at,
            Optional<Name> to,
            Payload payload,
            Optional<PublishOutcome> outcome)
            implements Said {}

    /// Messages of a member that won't come, in their place.
    record Gap(long index, Instant at, Name source, int count) implements Said {}
}
