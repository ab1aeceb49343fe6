package io.slimconsole.node;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// The whole node at one moment; cheap to make.
///
/// @param address where it listens, with the real port; empty unless running
/// @param startedAt empty until running
/// @param connections how many are open, by type; types without any may be missing
/// @param routes names in the route table
/// @param total since the start
/// @param messagesInPerSecond over the last full second; the other rates likewise
/// @param dropped since the start, by reason; reasons without any may be missing
public record NodeStatus(
        NodeState state,
        Optional<InetSocketAddress> address,
        Optional<Instant> startedAt,
        Map<ConnectionType, Integer> connections,
        int routes,
        Traffic total,
        double messagesInPerSecond,
        double messagesOutPerSecond,
        double bytesInPerSecond,
        double bytesOutPerSecond,
        Map<DropReason, Long> dropped) {

    public int connectionCount() {
        return connections.values().stream().mapToInt(Integer::intValue).sum();
    }

    public long droppedTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
