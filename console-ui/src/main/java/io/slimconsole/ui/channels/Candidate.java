package io.slimconsole.ui.channels;

import io.slimconsole.node.name.Name;

/// Somebody who can be invited.
///
/// @param name a service, of which any instance may come, or one instance
/// @param instances how many are there under this name; 0 if it is not in the route table
/// @param standing what speaks against it, if anything
record Candidate(Name name, int instances, Standing standing) {
    /// How it stands with the channel.
    enum Standing {
        FREE,
        /// All instances there are take part already.
        MEMBER,
        /// An invitation is under way.
        INVITED
    }

    boolean isFree() {
        return standing == Standing.FREE;
    }
}
