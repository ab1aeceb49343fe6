package io.slimconsole.node.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.wire.proto.ApplicationPayload;
import io.slimconsole.node.wire.proto.Content;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.Publish;
import io.slimconsole.node.wire.proto.SLIMHeader;
import io.slimconsole.node.wire.proto.SessionHeader;
import io.slimconsole.node.wire.proto.SessionMessageType;
import io.slimconsole.node.wire.proto.SessionType;
import io.slimconsole.node.wire.proto.Subscribe;
import io.slimconsole.node.wire.proto.Unsubscribe;

import java.util.Map;
import java.util.Optional;

/// A valid publish, subscribe or unsubscribe, as an application in this process makes and reads it.
///
/// Immutable. Where messages only pass through, [MessageCursor] does the work.
///
/// @see "data-plane.md 1.3"
public final class SlimMessage {
    /// Hops that a new message may take.
    public static final int DEFAULT_TTL = 8;

    /// As multicast senders of upstream's session layer put it; any number but 1 means all.
    public static final int FANOUT_ALL = 256;

    private final MessageKind kind;
    private final Message message;
    private final SLIMHeader header;

    private SlimMessage(MessageKind kind, Message message) {
        this.kind = kind;
        this.message = message;
        header =
                switch (kind) {
                    case PUBLISH -> message.getPublish().getHeader();
                    case SUBSCRIBE -> message.getSubscribe().getHeader();
                    case UNSUBSCRIBE -> message.getUnsubscribe().getHeader();
                    case LINK, SUBSCRIPTION_ACK, UNKNOWN, MALFORMED ->
                            throw new IllegalArgumentException("not a routed message: " + kind);
                };
    }

    /// Reads a message, which is left as it is.
    ///
    /// @return empty if it is malformed, invalid, or of a kind that is not routed
    public static Optional<SlimMessage> parse(ByteBuf bytes) {
        var cursor = new MessageCursor();
        var kind = cursor.read(bytes);
        if (!kind.routed() || cursor.fault() != WireFault.NONE) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SlimMessage(kind, Message.parseFrom(ByteBufUtil.getBytes(bytes))));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }

    /// A publish with whatever is in it.
    public static SlimMessage publish(Publish publish, Map<String, String> metadata) {
        return new SlimMessage(
                MessageKind.PUBLISH,
                Message.newBuilder().setPublish(publish).putAllMetadata(metadata).build());
    }

    /// An application's message to one receiver, outside of any session.
    public static Builder publish(Name source, Name destination) {
        return new Builder(source, destination);
    }

    /// @param subscriptionId not zero: asks for an acknowledgement
    public static SlimMessage subscribe(Name source, Name name, long subscriptionId) {
        return new SlimMessage(
                MessageKind.SUBSCRIBE,
                Message.newBuilder()
                        .setSubscribe(
                                Subscribe.newBuilder()
                                        .setHeader(header(source, name))
                                        .setSubscriptionId(subscriptionId))
                        .build());
    }

    /// @param subscriptionId the one of the subscribe that it takes back
    public static SlimMessage unsubscribe(Name source, Name name, long subscriptionId) {
        return new SlimMessage(
                MessageKind.UNSUBSCRIBE,
                Message.newBuilder()
                        .setUnsubscribe(
                                Unsubscribe.newBuilder()
                                        .setHeader(header(source, name))
                                        .setSubscriptionId(subscriptionId))
                        .build());
    }

    private static SLIMHeader.Builder header(Name source, Name destination) {
        return SLIMHeader.newBuilder()
                .setSource(WireNames.toWire(source))
                .setDestination(WireNames.toWire(destination))
                .setFanout(1)
                .setTtl(DEFAULT_TTL);
    }

    public MessageKind kind() {
        return kind;
    }

    public EncodedName source() {
        return encoded(header.getSource());
    }

    public EncodedName destination() {
        return encoded(header.getDestination());
    }

    /// The source as people read it; empty if it came without strings, or with such as are no name.
    public Optional<Name> sourceName() {
        return WireNames.fromWire(header.getSource());
    }

    /// The destination as people read it; empty if it came without strings, or with such as are no name.
    public Optional<Name> destinationName() {
        return WireNames.fromWire(header.getDestination());
    }

    private static EncodedName encoded(io.slimconsole.node.wire.proto.Name name) {
        var encoded = name.getName();
        return new EncodedName(
                encoded.getComponent0(),
                encoded.getComponent1(),
                encoded.getComponent2(),
                WireNames.id(encoded));
    }

    /// The sender's token; opaque to a node.
    public String identity() {
        return header.getIdentity();
    }

    /// 1 means one receiver, anything else all of them; unsigned.
    public int fanout() {
        return header.getFanout();
    }

    /// Hops left; unsigned.
    public int ttl() {
        return header.getTtl();
    }

    /// Zero for a publish.
    public long subscriptionId() {
        return kind == MessageKind.SUBSCRIBE
                ? message.getSubscribe().getSubscriptionId()
                : message.getUnsubscribe().getSubscriptionId();
    }

    public SessionInfo session() {
        var session = message.getPublish().getSession();
        return new SessionInfo(
                session.getSessionTypeValue(),
                session.getSessionMessageTypeValue(),
                session.getSessionId(),
                session.getMessageId());
    }

    /// All of a publish; without content for other kinds.
    public Publish publish() {
        return message.getPublish();
    }

    /// What travels beside the content, end to end.
    public Map<String, String> metadata() {
        return message.getMetadataMap();
    }

    /// What the sender says the payload is; empty unless this is a publish with an application's payload.
    public String payloadType() {
        return message.getPublish().getMsg().getAppPayload().getPayloadType();
    }

    /// Empty unless this is a publish with an application's payload.
    public ByteString payload() {
        return message.getPublish().getMsg().getAppPayload().getBlob();
    }

    /// What [#encode] gives, in bytes.
    public int size() {
        return message.getSerializedSize();
    }

    /// The message as the wire carries it, without a header MAC unless it came with one.
    public ByteBuf encode() {
        return Unpooled.wrappedBuffer(message.toByteArray());
    }

    @Override
    public String toString() {
        return "%s from %s to %s (%d bytes)"
                .formatted(
                        kind,
                        sourceName().map(Name::toString).orElseGet(() -> source().toString()),
                        destinationName()
                                .map(Name::toString)
                                .orElseGet(() -> destination().toString()),
                        message.getSerializedSize());
    }

    /// A publish in the making.
    public static final class Builder {
        private final SLIMHeader.Builder header;
        private final SessionHeader.Builder session =
                SessionHeader.newBuilder()
                        .setSessionType(SessionType.SESSION_TYPE_POINT_TO_POINT)
                        .setSessionMessageType(SessionMessageType.SESSION_MESSAGE_TYPE_MSG);
        private final ApplicationPayload.Builder payload = ApplicationPayload.newBuilder();

        private Builder(Name source, Name destination) {
            header = header(source, destination);
        }

        /// 1 for one receiver, which is what a new builder has; [#FANOUT_ALL] for all.
        public Builder fanout(int fanout) {
            header.setFanout(fanout);
            return this;
        }

        public Builder identity(String token) {
            header.setIdentity(token);
            return this;
        }

        public Builder session(SessionInfo info) {
            session.setSessionTypeValue(info.type())
                    .setSessionMessageTypeValue(info.messageType())
                    .setSessionId(info.sessionId())
                    .setMessageId(info.messageId());
            return this;
        }

        public Builder payload(String type, ByteString bytes) {
            payload.setPayloadType(type).setBlob(bytes);
            return this;
        }

        public SlimMessage build() {
            return new SlimMessage(
                    MessageKind.PUBLISH,
                    Message.newBuilder()
                            .setPublish(
                                    Publish.newBuilder()
                                            .setHeader(header)
                                            .setSession(session)
                                            .setMsg(Content.newBuilder().setAppPayload(payload)))
                            .build());
        }
    }
}
