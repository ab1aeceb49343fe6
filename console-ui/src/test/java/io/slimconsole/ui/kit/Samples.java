package io.slimconsole.ui.kit;

import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeState;
import io.slimconsole.node.NodeStatus;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.name.Name;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Snapshots of a node as tests want to see them.
public final class Samples {
    private Samples() {}

    /// A running node with 12 clients and some traffic.
    public static NodeStatus busyStatus(Instant startedAt) {
        return new NodeStatus(
                NodeState.RUNNING,
                Optional.of(InetSocketAddress.createUnresolved("127.0.0.1", 46357)),
                Optional.of(startedAt),
                Map.of(ConnectionType.LOCAL, 2, ConnectionType.EDGE, 10),
                28,
                new Traffic(1_204_333, 301_000_000, 4_811_020, 1_204_000_000),
                1_204.4,
                4_817,
                301_000,
                1_204_000,
                Map.of(DropReason.NO_ROUTE, 12L, DropReason.TTL_EXPIRED, 1L));
    }

    /// The same, with these drops.
    public static NodeStatus withDrops(NodeStatus s, Map<DropReason, Long> dropped) {
        return new NodeStatus(
                s.state(),
                s.address(),
                s.startedAt(),
                s.connections(),
                s.routes(),
                s.total(),
                s.messagesInPerSecond(),
                s.messagesOutPerSecond(),
                s.bytesInPerSecond(),
                s.bytesOutPerSecond(),
                dropped);
    }

    /// An open connection of an application that subscribed `organization/namespace/service`.
    public static ConnectionSnapshot connection(
            long id, String name, ConnectionState state, Instant since) {
        return new ConnectionSnapshot(
                new ConnectionId(id),
                ConnectionType.EDGE,
                state,
                "127.0.0.1:" + (50_000 + id),
                since,
                since,
                Optional.of(
                        new LinkFacts(
                                "link-" + id,
                                "",
                                "2.0.0-alpha.5",
                                "",
                                true,
                                LinkFacts.KeyAgreement.X25519,
                                Optional.empty())),
                Optional.of(Name.parse(name)),
                1,
                new Traffic(120, 12_000, 480, 48_000),
                0,
                state == ConnectionState.CONGESTED ? 8_388_608 : 0);
    }
}
