package io.slimconsole.session.wire;

import io.slimconsole.node.name.Name;

import java.util.Map;

/// A message of a session, without what proves who it is from.
///
/// @param source the sender with its instance
/// @param toAll whether everybody under `destination` gets it, or one alone
/// @param session unsigned 32 bits
/// @param id unsigned 32 bits; an answer has that of its request
/// @param metadata in the clear
/// @see "session.md 1.4, 1.5, 1.8"
public record SessionMessage(
        Name source,
        Name destination,
        boolean toAll,
        SessionKind kind,
        int session,
        int id,
        Map<String, String> metadata,
        Body body) {
    /// On a LEAVE_REQUEST: the sender itself goes.
    public static final String LEAVING = "LEAVING_SESSION";

    /// On data for one member of a group, and on its acknowledgement.
    public static final String DIRECTED = "PUBLISH_TO";

    public static final String TRUE = "TRUE";

    public SessionMessage {
        metadata = Map.copyOf(metadata);
    }

    /// The same to somebody else.
    public SessionMessage to(Name other) {
        return new SessionMessage(source, other, toAll, kind, session, id, metadata, body);
    }

    /// The same under another message id.
    public SessionMessage withId(int other) {
        return new SessionMessage(source, destination, toAll, kind, session, other, metadata, body);
    }

    /// The same with metadata.
    public SessionMessage with(Map<String, String> other) {
        return new SessionMessage(source, destination, toAll, kind, session, id, other, body);
    }

    /// The same with another content.
    public SessionMessage with(Body other) {
        return new SessionMessage(source, destination, toAll, kind, session, id, metadata, other);
    }

    /// An answer to this one, which is for its sender alone.
    ///
    /// @param self who answers
    public SessionMessage answer(Name self, Body answer) {
        return new SessionMessage(self, source, false, kind, session, id, Map.of(), answer);
    }

    public boolean isLeaving() {
        return metadata.containsKey(LEAVING);
    }

    public boolean isDirected() {
        return metadata.containsKey(DIRECTED);
    }
}
