package io.slimconsole.tests.load;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBuf;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.feed.LaneFeed;
import io.slimconsole.node.feed.MessageFeed;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.table.Match;
import io.slimconsole.node.table.RouteTarget;
import io.slimconsole.node.table.SubscriptionTable;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.SessionInfo;
import io.slimconsole.node.wire.SlimMessage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// Reports messages to a feed as an event loop does, without a node: what is measured is the log.
///
/// Pairs of applications talk in turn; each message has its place in the row as its id, within a round.
final class AuditTraffic {
    private static final int PAIRS = 64;
    private static final int IDS = 16;
    private static final int BATCH = 100;

    private record Receiver(ConnectionId id, ConnectionType type) implements RouteTarget {
        @Override
        public boolean reachable() {
            return true;
        }
    }

    private final LaneFeed lane;
    private final MessageCursor cursor = new MessageCursor();
    private final Match<Receiver> match = new Match<>();
    private final ByteBuf[] messages = new ByteBuf[PAIRS * IDS];
    private long reported;

    AuditTraffic(MessageFeed feed) {
        lane = feed.begin(1).getFirst();
        for (int i = 0; i < messages.length; i++) {
            messages[i] = message(i % PAIRS, i);
        }
        receive(Name.of("org", "ns", "agent"));
    }

    private static ByteBuf message(int pair, int id) {
        return SlimMessage.publish(
                        new Name("org", "ns", "app" + pair, new NameId(5, pair)),
                        new Name("org", "ns", "agent" + pair, new NameId(6, pair)))
                .session(new SessionInfo(1, 1, pair, id))
                .payload("text/plain", ByteString.copyFrom(new byte[900 + id % 100]))
                .build()
                .encode();
    }

    private void receive(Name name) {
        var table = new SubscriptionTable<Receiver>(NodeLimits.DEFAULTS);
        table.subscribe(
                new Receiver(new ConnectionId(77), ConnectionType.EDGE),
                1,
                name.encoded(),
                Optional.of(name),
                Instant.EPOCH);
        EncodedName encoded = name.encoded();
        @Nullable Receiver nobody = null;
        table.match(
                encoded.component0(),
                encoded.component1(),
                encoded.component2(),
                encoded.id().high(),
                encoded.id().low(),
                Delivery.ALL,
                nobody,
                match);
    }

    /// Reports that many messages.
    void report(int count) {
        for (int i = 0; i < count; i++) {
            int next = (int) (reported % messages.length);
            cursor.read(messages[next]);
            lane.delivered(1 + next % PAIRS, cursor, match);
            reported++;
            if (reported % BATCH == 0) {
                lane.handedOver();
            }
        }
        lane.handedOver();
    }

    long reported() {
        return reported;
    }
}
