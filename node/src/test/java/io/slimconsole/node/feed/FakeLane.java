package io.slimconsole.node.feed;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.Delivery;
import io.slimconsole.node.DropReason;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.table.Match;
import io.slimconsole.node.table.RouteTarget;
import io.slimconsole.node.table.SubscriptionTable;
import io.slimconsole.node.wire.MessageCursor;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/// Reports messages to a feed as an event loop does, without one.
final class FakeLane {
    static final Name CHANNEL = Name.of("org", "ns", "channel");

    private record Target(ConnectionId id, ConnectionType type) implements RouteTarget {
        @Override
        public boolean reachable() {
            return true;
        }
    }

    private final LaneFeed feed;
    private final MessageCursor cursor = new MessageCursor();
    private final Match<Target> match = new Match<>();

    FakeLane(MessageFeed feed) {
        this.feed = feed.begin(1).getFirst();
    }

    FakeLane receivers(long first, int count) {
        var table = new SubscriptionTable<Target>(NodeLimits.DEFAULTS);
        for (int i = 0; i < count; i++) {
            table.subscribe(
                    new Target(new ConnectionId(first + i), ConnectionType.EDGE),
                    1,
                    CHANNEL.encoded(),
                    Optional.of(CHANNEL),
                    Instant.EPOCH);
        }
        var name = CHANNEL.encoded();
        @Nullable Target nobody = null;
        table.match(
                name.component0(),
                name.component1(),
                name.component2(),
                name.id().high(),
                name.id().low(),
                Delivery.ALL,
                nobody,
                match);
        return this;
    }

    FakeLane delivers(long from, byte[] message) {
        return reads(message).passesOn(from);
    }

    FakeLane drops(long from, byte[] message, DropReason reason) {
        reads(message);
        if (feed.on()) {
            feed.dropped(from, cursor, reason);
        }
        return this;
    }

    FakeLane reads(byte[] message) {
        cursor.read(Unpooled.wrappedBuffer(message));
        return this;
    }

    FakeLane passesOn(long from) {
        if (feed.on()) {
            feed.delivered(from, cursor, match);
        }
        return this;
    }

    FakeLane loses(long receiver, int messages, int bytes) {
        feed.gone(receiver, messages, bytes);
        return this;
    }

    FakeLane handsOver() {
        feed.handedOver();
        return this;
    }

    void ends() {
        feed.end();
    }
}
