package io.slimconsole.node;

import io.slimconsole.node.name.Name;

import java.time.Instant;
import java.util.Optional;

/// Everything known of one connection at one moment.
///
/// @param remoteAddress `host:port` of the other end; for a local application its label
/// @param since when the stream was opened
/// @param lastActivity when a message last came in or went out
/// @param link empty for local applications, and until the negotiation is done
/// @param firstName the oldest name it subscribed and still holds; where there are more, [SlimNode#routesOf] has them
/// @param subscriptions how many names it subscribed
/// @param dropped messages that came in on it and were not forwarded
/// @param queuedBytes waiting to be written to it
public record ConnectionSnapshot(
        ConnectionId id,
        ConnectionType type,
        ConnectionState state,
        String remoteAddress,
        Instant since,
        Instant lastActivity,
        Optional<LinkFacts> link,
        Optional<Name> firstName,
        int subscriptions,
        Traffic traffic,
        long dropped,
        long queuedBytes) {}
