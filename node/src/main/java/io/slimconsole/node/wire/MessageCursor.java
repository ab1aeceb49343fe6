package io.slimconsole.node.wire;

import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.wire.proto.Content;
import io.slimconsole.node.wire.proto.Link;
import io.slimconsole.node.wire.proto.Message;
import io.slimconsole.node.wire.proto.SessionHeader;
import io.slimconsole.node.wire.proto.SubscriptionAck;

/// Finds its way through one serialized message and says where things are; decodes nothing into objects.
///
/// A cursor is made once per event loop and reads one message after the other without allocating. What it says is valid
/// until it reads the next message, as long as that buffer is not released: the cursor does not retain it. Positions
/// count from the first byte of the message.
///
/// It takes fields in any order, and for repeated ones does what every protobuf parser does: of single values the last
/// one holds, pieces of one sub-message are merged. Where this can't be done in place (a header in two pieces, two
/// `ttl`), the message goes once through the generated classes, and the cursor reads their encoding of it. A message is
/// [MessageKind#MALFORMED] if the generated parser refuses it, or if upstream's does (see [WireReader]): to pass such a
/// one on would cost its receiver the connection.
///
/// Not thread-safe.
public final class MessageCursor {
    private static final int KEY_METADATA = 4 << 3 | WireReader.BYTES;

    private static final Shape METADATA =
            Shape.of(Message.getDescriptor().findFieldByName("metadata").getMessageType());
    private static final Shape LINK = Shape.of(Link.getDescriptor());
    private static final Shape ACK = Shape.of(SubscriptionAck.getDescriptor());
    private static final Shape SESSION = Shape.of(SessionHeader.getDescriptor());
    private static final Shape CONTENT = Shape.of(Content.getDescriptor());

    private final WireReader reader = new WireReader();
    private final HeaderCursor header = new HeaderCursor(reader);
    private final SessionCursor session = new SessionCursor(reader);
    private MessageKind kind = MessageKind.MALFORMED;

    /// Whether something came in pieces that can't be put together in place.
    private boolean scattered;

    private int bodyLengthAt;
    private int bodyStart;
    private int bodyEnd;
    private boolean linkTyped;
    private boolean withSession;

    /// Where its first piece begins, key included.
    private int sessionAt;

    private long subscriptionId;

    /// Reads the message between the buffer's reader and writer index; moves neither.
    public MessageKind read(ByteBuf message) {
        readOnce(message);
        if (scattered && kind != MessageKind.MALFORMED) {
            try {
                var merged = Message.parseFrom(ByteBufUtil.getBytes(message));
                readOnce(Unpooled.wrappedBuffer(merged.toByteArray()));
            } catch (InvalidProtocolBufferException _) {
                kind = MessageKind.MALFORMED;
            }
        }
        return kind;
    }

    /// Forgets the message, so that the cursor does not keep its buffer reachable.
    public void release() {
        reader.release();
        kind = MessageKind.MALFORMED;
    }

    private void readOnce(ByteBuf message) {
        reader.open(message);
        header.clear();
        kind = MessageKind.UNKNOWN;
        scattered = false;
        linkTyped = false;
        withSession = false;
        subscriptionId = 0;
        int end = reader.length();
        while (reader.position >= 0 && reader.position < end) {
            readField(reader.key(end), end);
        }
        if (reader.failed()) {
            kind = MessageKind.MALFORMED;
        }
    }

    private void readField(int key, int limit) {
        int number = key >>> 3;
        if (number < 1 || number > 6) {
            reader.skip(key, limit);
            return;
        }
        int lengthAt = reader.position;
        if ((key & 7) != WireReader.BYTES) {
            reader.fail();
            return;
        }
        int end = reader.end(limit);
        if (reader.failed()) {
            return;
        }
        if (key == KEY_METADATA) {
            METADATA.check(reader, end);
            return;
        }
        scattered |= kind != MessageKind.UNKNOWN;
        switch (number) {
            case 1 -> enterBody(MessageKind.SUBSCRIBE, lengthAt, end);
            case 2 -> enterBody(MessageKind.UNSUBSCRIBE, lengthAt, end);
            case 3 -> enterBody(MessageKind.PUBLISH, lengthAt, end);
            case 5 -> readLink(end);
            default -> {
                kind = MessageKind.SUBSCRIPTION_ACK;
                ACK.check(reader, end);
            }
        }
    }

    private void readLink(int end) {
        kind = MessageKind.LINK;
        int start = reader.position;
        LINK.check(reader, end);
        // once more for the one thing we want to know: links are rare
        while (!reader.failed() && start < end) {
            reader.position = start;
            int key = reader.key(end);
            linkTyped |= key >>> 3 == 1;
            reader.skip(key, end);
            start = reader.position;
        }
    }

    private void enterBody(MessageKind found, int lengthAt, int end) {
        kind = found;
        bodyLengthAt = lengthAt;
        bodyStart = reader.position;
        bodyEnd = end;
        while (reader.position >= 0 && reader.position < end) {
            int keyAt = reader.position;
            int key = reader.key(end);
            int number = key >>> 3;
            if (number == 1) {
                readHeader(key, end);
            } else if (number == 2 && found == MessageKind.PUBLISH) {
                sessionAt = withSession ? sessionAt : keyAt;
                withSession = true;
                checkNested(SESSION, key, end);
            } else if (number == 3 && found == MessageKind.PUBLISH) {
                checkNested(CONTENT, key, end);
            } else if (key == 2 << 3) {
                subscriptionId = reader.varint(end);
            } else if (number == 2) {
                reader.fail();
            } else {
                reader.skip(key, end);
            }
        }
    }

    private void readHeader(int key, int limit) {
        int lengthAt = reader.position;
        int end = (key & 7) == WireReader.BYTES ? reader.end(limit) : -1;
        if (end < 0) {
            reader.fail();
        } else if (!reader.failed()) {
            scattered |= !header.read(lengthAt, end);
        }
    }

    private void checkNested(Shape shape, int key, int limit) {
        if ((key & 7) != WireReader.BYTES) {
            reader.fail();
            return;
        }
        int end = reader.end(limit);
        if (!reader.failed()) {
            shape.check(reader, end);
        }
    }

    public MessageKind kind() {
        return kind;
    }

    /// Whether the message is valid, and if not, the first thing that is wrong; for anything but a malformed message.
    public WireFault fault() {
        return switch (kind) {
            case MALFORMED, UNKNOWN -> WireFault.NO_MESSAGE_TYPE;
            case LINK -> linkTyped ? WireFault.NONE : WireFault.NO_LINK_TYPE;
            case SUBSCRIPTION_ACK -> WireFault.NONE;
            case SUBSCRIBE, UNSUBSCRIBE -> header.fault();
            case PUBLISH -> {
                var fault = header.fault();
                yield fault == WireFault.NONE && !withSession ? WireFault.NO_SESSION : fault;
            }
        };
    }

    /// Where the SLIM header is, and what it says; all absent for kinds that have none.
    public HeaderCursor header() {
        return header;
    }

    /// What the session header of a publish says, all zero for other kinds. Read when asked for: to pass a message on
    /// takes no look at it.
    public SessionCursor session() {
        session.clear();
        if (kind == MessageKind.PUBLISH && withSession) {
            session.read(sessionAt, bodyEnd);
        }
        return session;
    }

    /// Of a subscribe or unsubscribe; zero asks for no acknowledgement.
    public long subscriptionId() {
        return subscriptionId;
    }

    /// How many bytes the message has.
    public int length() {
        return reader.length();
    }

    /// Copies bytes of the message.
    public void copy(int from, int count, byte[] target, int targetAt) {
        reader.copy(from, count, target, targetAt);
    }

    byte byteAt(int at) {
        return reader.byteAt(at);
    }

    /// The buffer that the positions count in: the one that was read, or our encoding of a scattered message.
    ByteBuf source() {
        return reader.source();
    }

    int sourceIndex(int at) {
        return reader.sourceIndex(at);
    }

    int bodyLengthAt() {
        return bodyLengthAt;
    }

    int bodyStart() {
        return bodyStart;
    }

    int bodyEnd() {
        return bodyEnd;
    }
}
