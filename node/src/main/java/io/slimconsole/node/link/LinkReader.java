package io.slimconsole.node.link;

import com.google.protobuf.InvalidProtocolBufferException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.slimconsole.node.link.LinkInput.Acknowledged;
import io.slimconsole.node.link.LinkInput.Dropped;
import io.slimconsole.node.link.LinkInput.Malformed;
import io.slimconsole.node.link.LinkInput.Published;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.SlimMessage;
import io.slimconsole.node.wire.WireFault;
import io.slimconsole.node.wire.proto.Message;

/// Reads what a node sends to an application over its link, and lets nothing pass without the right header MAC. Not
/// thread-safe.
public final class LinkReader {
    private final HeaderMac mac;
    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);

    public LinkReader(HeaderMac mac) {
        this.mac = mac;
    }

    public LinkInput read(byte[] bytes) {
        ByteBuf message = Unpooled.wrappedBuffer(bytes);
        try {
            return switch (cursor.read(message)) {
                case PUBLISH -> published(message);
                case SUBSCRIPTION_ACK -> acknowledged(bytes);
                case SUBSCRIBE, UNSUBSCRIBE -> new Dropped("an application has no routes to offer");
                case LINK -> new Dropped("the link is negotiated already");
                case UNKNOWN -> new Dropped(WireFault.NO_MESSAGE_TYPE.text());
                case MALFORMED -> new Malformed(bytes.length);
            };
        } finally {
            cursor.release();
        }
    }

    private LinkInput published(ByteBuf message) {
        MacVerdict verdict = authenticator.check(mac, true);
        if (verdict != MacVerdict.ACCEPTED) {
            return new Dropped(verdict.text());
        }
        if (cursor.fault() != WireFault.NONE) {
            return new Dropped(cursor.fault().text());
        }
        return SlimMessage.parse(message)
                .<LinkInput>map(Published::new)
                .orElseGet(() -> new Malformed(message.readableBytes()));
    }

    private static LinkInput acknowledged(byte[] bytes) {
        try {
            var ack = Message.parseFrom(bytes).getSubscriptionAck();
            return new Acknowledged(ack.getSubscriptionId(), ack.getSuccess(), ack.getError());
        } catch (InvalidProtocolBufferException _) {
            return new Malformed(bytes.length);
        }
    }
}
