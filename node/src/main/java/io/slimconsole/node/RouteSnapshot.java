package io.slimconsole.node;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One name of the route table, with who subscribed it.
///
/// @param name the strings first seen for it; empty if it came without
/// @param subscribers in order of preference, then of age
/// @param messages publishes that were sent by this route; an anycast counts for the instance that was chosen
/// @param bytes of these
/// @param lastMatched empty if no message has taken it yet
public record RouteSnapshot(
        EncodedName encoded,
        Optional<Name> name,
        List<Subscriber> subscribers,
        Instant since,
        long messages,
        long bytes,
        Optional<Instant> lastMatched) {

    /// A connection that subscribed the name.
    public record Subscriber(ConnectionId connection, ConnectionType type, Instant since) {}

    /// The name as people read it; hashes where the strings are not known.
    public String displayName() {
        return name.map(Name::toString).orElseGet(encoded::toString);
    }
}
