package io.slimconsole.node.forward;

import io.netty.buffer.ByteBuf;
import io.slimconsole.node.CloseReason;
import io.slimconsole.node.ConnectionId;
import io.slimconsole.node.ConnectionType;
import io.slimconsole.node.LinkFacts;
import io.slimconsole.node.NodeLimits;
import io.slimconsole.node.link.HeaderMac;
import io.slimconsole.node.link.NegotiationResult;
import io.slimconsole.node.transport.GrpcStatus;
import io.slimconsole.node.transport.MessageStream;
import io.slimconsole.node.transport.StreamEnd;
import io.slimconsole.node.transport.StreamListener;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A client's stream: first its negotiation, then its messages.
final class NetworkLink extends Link implements StreamListener {
    /// Nothing is routed before `OPEN`, nor after it.
    private enum Phase {
        NEW,
        NEGOTIATING,
        OPEN,
        CLOSED
    }

    private final MessageStream stream;

    /// What each lane has for this link at the moment; each place belongs to that lane.
    private final @Nullable Parcel[] parcels;

    private volatile Phase phase = Phase.NEW;
    private volatile ConnectionType type = ConnectionType.REMOTE;
    private volatile Optional<LinkFacts> facts = Optional.empty();

    /// Written before `phase` becomes `OPEN`, read after that was seen.
    private @Nullable HeaderMac mac;

    NetworkLink(ConnectionId id, Lane lane, int lanes, NodeLimits limits, MessageStream stream) {
        super(id, lane, limits);
        this.stream = stream;
        parcels = new Parcel[lanes];
    }

    @Override
    public ConnectionType type() {
        return type;
    }

    @Override
    public boolean reachable() {
        return phase == Phase.OPEN;
    }

    @Override
    boolean negotiating() {
        return phase == Phase.NEW || phase == Phase.NEGOTIATING;
    }

    @Override
    String remoteAddress() {
        return stream.remoteAddress();
    }

    @Override
    Optional<LinkFacts> facts() {
        return facts;
    }

    // ---- in

    @Override
    public void message(ByteBuf message) {
        switch (phase) {
            case OPEN -> lane().receive(this, message, mac);
            case NEW -> {
                phase = Phase.NEGOTIATING;
                stream.pause();
                lane().exchange().negotiate(this, message.retain(), stream.tls());
            }
            case NEGOTIATING, CLOSED -> {
                // paused, or over: nothing is delivered then but what was on its way
            }
        }
    }

    /// The negotiator has decided.
    void negotiated(NegotiationResult result) {
        if (phase != Phase.NEGOTIATING) {
            return;
        }
        switch (result) {
            case NegotiationResult.Rejected(String reason) ->
                    close(CloseReason.NEGOTIATION_FAILED, "link negotiation error " + reason);
            case NegotiationResult.Accepted accepted -> {
                type = accepted.type();
                facts = Optional.of(accepted.facts());
                mac = accepted.mac().orElse(null);
                sendControl(accepted.reply().toByteArray());
                if (admitted(accepted)) {
                    phase = Phase.OPEN;
                    stream.established();
                    lane().exchange().opened(this);
                    stream.resume();
                }
            }
        }
    }

    private boolean admitted(NegotiationResult.Accepted accepted) {
        if (accepted.type() == ConnectionType.PEER) {
            close(
                    CloseReason.NOT_SUPPORTED,
                    "this node does not serve peer links; connect as edge or remote");
        } else if (lane().exchange().keptOut().contains(accepted.facts().linkId())) {
            close(CloseReason.KEPT_OUT, "the operator of this node keeps this link out");
        }
        return phase == Phase.NEGOTIATING;
    }

    @Override
    public void written(int bytes) {
        congestion().drained(bytes);
    }

    @Override
    public void ended(StreamEnd end) {
        over(reason(end), end.detail());
    }

    static CloseReason reason(StreamEnd end) {
        return switch (end.kind()) {
            case CLOSED_BY_CLIENT, LOST -> CloseReason.BY_PEER;
            case PROTOCOL -> CloseReason.PROTOCOL_ERROR;
            case TLS -> CloseReason.TLS_FAILED;
            case TIMEOUT -> CloseReason.NEGOTIATION_FAILED;
            case LIMIT -> CloseReason.LIMIT_REACHED;
        };
    }

    @Override
    void pause() {
        stream.pause();
    }

    @Override
    void resume() {
        if (phase == Phase.OPEN) {
            stream.resume();
        }
    }

    // ---- out

    @Override
    void send(Lane from) {
        from.post(this, mac);
    }

    @Nullable Parcel parcel(int lane) {
        return parcels[lane];
    }

    void parcel(int lane, @Nullable Parcel parcel) {
        parcels[lane] = parcel;
    }

    /// Takes over what a lane has gathered.
    void deliver(Parcel parcel, long now) {
        countOut(parcel.messages(), parcel.payloadBytes(), now);
        for (ByteBuf part : parcel.contents()) {
            stream.write(part);
        }
    }

    void flush() {
        stream.flush();
    }

    /// Sends a message of the node itself: not signed, not counted as traffic.
    void sendControl(byte[] message) {
        int bytes = MessageStream.FRAMING_BYTES + message.length;
        ByteBuf framed = stream.allocator().buffer(bytes);
        framed.writeByte(0).writeInt(message.length).writeBytes(message);
        congestion().add(bytes);
        stream.write(framed);
        lane().flushLater(this);
        if (congestion().isFull()) {
            heldBackBy(this);
        }
    }

    // ---- end

    @Override
    void close(CloseReason reason, String detail) {
        if (phase == Phase.CLOSED) {
            return;
        }
        over(reason, detail);
        switch (reason) {
            case BY_PEER, BY_OPERATOR, TLS_FAILED -> stream.finish(GrpcStatus.OK, "");
            case KEPT_OUT, NOT_SUPPORTED -> stream.finish(GrpcStatus.PERMISSION_DENIED, detail);
            case NODE_STOPPED -> stream.finish(GrpcStatus.UNAVAILABLE, detail);
            case NEGOTIATION_FAILED -> stream.finish(GrpcStatus.FAILED_PRECONDITION, detail);
            case PROTOCOL_ERROR -> stream.finish(GrpcStatus.INTERNAL, detail);
            case LIMIT_REACHED -> stream.finish(GrpcStatus.RESOURCE_EXHAUSTED, detail);
            case TOO_SLOW -> stream.abort(detail);
        }
    }

    private void over(CloseReason reason, String detail) {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean wasOpen = phase == Phase.OPEN;
        var last = lane().exchange().snapshot(this);
        phase = Phase.CLOSED;
        lane().exchange().closed(this, wasOpen, last, reason, detail);
        congestion().close();
    }
}
