package io.slimconsole.node;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.NameId;

import java.util.List;
import java.util.Optional;

/// Which route a publish would take at this moment, and why. Asking changes nothing, not even the round robin.
///
/// @param from the connection it would come in on; empty for "none of them"
/// @param prefixKnown whether any instance under the destination's three components is in the table
/// @param candidates everything subscribed under the prefix, in the order in which the node considers it
public record Explanation(
        EncodedName destination,
        Delivery delivery,
        Optional<ConnectionId> from,
        boolean prefixKnown,
        List<Candidate> candidates) {

    /// A subscribed connection, and what becomes of it.
    ///
    /// @param instances the ids under which it subscribed the prefix
    public record Candidate(
            ConnectionId connection,
            ConnectionType type,
            List<NameId> instances,
            Verdict verdict) {}

    /// Why a candidate receives the message, or not.
    public enum Verdict {
        /// It receives the message.
        CHOSEN,
        /// It is equally preferred; the round robin gives it one of the next messages.
        NEXT_IN_TURN,
        /// Another type of connection is preferred.
        LESS_PREFERRED,
        /// It subscribed other instances only.
        OTHER_INSTANCE,
        /// The message came in on it; a message never goes back.
        IS_SENDER
    }

    public List<Candidate> chosen() {
        return candidates.stream().filter(c -> c.verdict() == Verdict.CHOSEN).toList();
    }
}
