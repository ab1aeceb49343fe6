package io.slimconsole.node.forward;

import io.netty.channel.EventLoop;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionSnapshot;
import io.slimconsole.node.ConnectionState;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.Traffic;
import io.slimconsole.node.table.Held;
import io.slimconsole.node.table.RouteTarget;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One end that messages come from and go to: a client's connection, or an application in this process.
abstract class Link implements RouteTarget {
    private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int MESSAGES_IN = 0;
    private static final int BYTES_IN = 1;
    private static final int MESSAGES_OUT = 2;
    private static final int BYTES_OUT = 3;
    private static final int DROPPED = 4;
    private static final int LAST_ACTIVITY = 5;

    private final ConnectionId id;
    private final Instant since;
    private final Lane lane;
    private final Congestion congestion;
    private final long[] counts = new long[LAST_ACTIVITY + 1];
    private final List<Link> heldBackBy = new ArrayList<>(1);

    Link(ConnectionId id, Lane lane, NodeLimits limits) {
        this.id = id;
        this.lane = lane;
        since = Instant.now();
        congestion = new Congestion(this, limits.queueBytes(), limits.slowReceiver());
        counts[LAST_ACTIVITY] = since.toEpochMilli();
    }

    @Override
    public final ConnectionId id() {
        return id;
    }

    final Lane lane() {
        return lane;
    }

    final EventLoop loop() {
        return lane.loop();
    }

    final Congestion congestion() {
        return congestion;
    }

    /// Whether it takes part in routing.
    @Override
    public abstract boolean reachable();

    /// Sends the message that a lane has prepared. Called on that lane's event loop, which may be another one.
    abstract void send(Lane from);

    /// Delivers nothing more from this link, on its own event loop.
    abstract void pause();

    abstract void resume();

    /// Ends the link: exactly once something happens, however often it is called. On its own event loop.
    abstract void close(CloseReason reason, String detail);

    abstract String remoteAddress();

    abstract Optional<LinkFacts> facts();

    abstract boolean negotiating();

    // ---- congestion, as a receiver

    final void congested(long queued) {
        lane.exchange().congested(this, queued);
    }

    final void tooSlow(long queued) {
        close(
                CloseReason.TOO_SLOW,
                "its queue stayed full for too long, with %d bytes waiting".formatted(queued));
    }

    // ---- congestion, as a sender; on its own event loop

    final void heldBackBy(Link receiver) {
        if (heldBackBy.contains(receiver)) {
            return;
        }
        if (heldBackBy.isEmpty()) {
            pause();
        }
        heldBackBy.add(receiver);
        receiver.congestion().holdBack(this);
    }

    final void released(Link receiver) {
        if (heldBackBy.remove(receiver) && heldBackBy.isEmpty()) {
            resume();
        }
    }

    // ---- counters; on its own event loop, read from anywhere

    final void countIn(int bytes, long now) {
        add(MESSAGES_IN, 1);
        add(BYTES_IN, bytes);
        COUNT.setOpaque(counts, LAST_ACTIVITY, now);
    }

    final void countOut(int messages, long bytes, long now) {
        add(MESSAGES_OUT, messages);
        add(BYTES_OUT, bytes);
        COUNT.setOpaque(counts, LAST_ACTIVITY, now);
    }

    final void countDropped() {
        add(DROPPED, 1);
    }

    private void add(int index, long count) {
        COUNT.setOpaque(counts, index, counts[index] + count);
    }

    private long get(int index) {
        return (long) COUNT.getOpaque(counts, index);
    }

    final ConnectionSnapshot snapshot(Held held) {
        return new ConnectionSnapshot(
                id,
                type(),
                state(),
                remoteAddress(),
                since,
                Instant.ofEpochMilli(get(LAST_ACTIVITY)),
                facts(),
                held.firstName(),
                held.names(),
                new Traffic(get(MESSAGES_IN), get(BYTES_IN), get(MESSAGES_OUT), get(BYTES_OUT)),
                get(DROPPED),
                Math.max(0, congestion.queued()));
    }

    private ConnectionState state() {
        if (negotiating()) {
            return ConnectionState.NEGOTIATING;
        }
        return congestion.congested() ? ConnectionState.CONGESTED : ConnectionState.OPEN;
    }
}
