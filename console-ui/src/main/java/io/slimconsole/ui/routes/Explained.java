package io.slimconsole.ui.routes;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Explanation.Verdict;
import io.slimconsole.node.name.NameId;

import java.util.List;

/// What Explain has to say about a name.
///
/// @param outcome in a word
/// @param sentence where the message goes, or that it goes nowhere
/// @param reason why, in a sentence or two
/// @param candidates in the order in which the node considers them, at most [#MOST]
/// @param allCandidates how many there are
/// @param nearest names that are subscribed and look alike, where nothing matches
record Explained(
        Outcome outcome,
        String sentence,
        String reason,
        List<Candidate> candidates,
        int allCandidates,
        List<String> nearest) {
    /// More than anyone reads.
    static final int MOST = 200;

    Explained {
        candidates = List.copyOf(candidates);
        nearest = List.copyOf(nearest);
    }

    enum Outcome {
        /// Nothing is asked, or the name is not complete.
        WAITING,
        /// What is typed is no name.
        WRONG,
        DELIVERED,
        NOT_DELIVERED,
        /// No node runs.
        NO_NODE
    }

    /// @param called its first name, else its address
    record Candidate(
            ConnectionId connection,
            ConnectionType type,
            String called,
            List<NameId> instances,
            Verdict verdict) {
        Candidate {
            instances = List.copyOf(instances);
        }
    }

    static Explained plain(Outcome outcome, String sentence, String reason) {
        return new Explained(outcome, sentence, reason, List.of(), 0, List.of());
    }
}
