package io.slimconsole.ui.shell;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.name.EncodedName;

/// Something that has a place of its own in the window; every name is a link to one.
public sealed interface Target {
    /// An open connection, or one that ended recently.
    record OfConnection(ConnectionId id) implements Target {}

    /// A name of the route table.
    record OfRoute(EncodedName name) implements Target {}

    /// All names that a connection has subscribed.
    record OfNamesOf(ConnectionId subscriber) implements Target {}

    /// Which way a message to this name would go.
    ///
    /// @param text a name as people write it, complete or not
    record OfExplanation(String text) implements Target {}

    /// The connections that have a problem.
    record OfTroubledConnections() implements Target {}

    /// The connections that ended or were refused.
    record OfClosedConnections() implements Target {}

    /// A channel that the console moderates, by its session id.
    record OfChannel(int sessionId) implements Target {}

    /// What the audit log has on something.
    ///
    /// @param trail `messages` or `activity`
    /// @param typed what is asked for, as it is typed into the filter there
    record OfRecorded(String trail, String typed) implements Target {}

    /// An entry of the audit log.
    ///
    /// @param trail `messages` or `activity`
    /// @param sequence its number there
    record OfEntry(String trail, long sequence) implements Target {}

    /// A section of the settings, by its id.
    record OfSettings(String section) implements Target {}
}
