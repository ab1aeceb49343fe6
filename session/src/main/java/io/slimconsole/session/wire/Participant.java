package io.slimconsole.session.wire;

import io.slimconsole.node.name.Name;

/// A member of a session, as the roster tells of it.
///
/// @param name with its instance
/// @param receives whether its acknowledgements of data are waited for
/// @param online whether it takes part at the moment
/// @see "session.md 1.3, 2"
public record Participant(Name name, boolean sends, boolean receives, boolean online) {
    public Participant withOnline(boolean now) {
        return new Participant(name, sends, receives, now);
    }
}
