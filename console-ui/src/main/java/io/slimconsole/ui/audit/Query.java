package io.slimconsole.ui.audit;

import io.slimconsole.persistence.audit.TimeRange;

import java.time.Clock;
import java.util.List;

/// A question to a trail, as it was typed.
///
/// @param filter what is asked for
/// @param time the part of it that is about time
/// @param isEverything nothing is left out
/// @param problems what can't be understood, and what would be right; the filter can't be used then
record Query<F>(F filter, TimeRange time, boolean isEverything, List<String> problems) {
    Query {
        problems = List.copyOf(problems);
    }

    /// What can be typed into the filter of one trail.
    interface Language<F> {
        /// @param within what is asked for apart from what is typed
        /// @param clock for times that are relative, and whose zone is the operator's
        Query<F> parse(String typed, TimeRange within, Clock clock);
    }
}
