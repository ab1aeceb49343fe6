package io.slimconsole.tests.load;

import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;

import java.util.Arrays;
import java.util.Optional;

/// The SLIM messages that the driver sends and understands.
///
/// @see "data-plane.md 1.3"
final class Messages {
    static final int TO_ONE = 1;

    /// What the npm peer announces; any semver does.
    private static final String SLIM_VERSION = "2.0.0-alpha.8";

    private static final int EDGE = 2;
    private static final int ORIGINAL_TTL = 8;

    /// `SessionType` and `SessionMessageType` of an ordinary application message.
    private static final int POINT_TO_POINT = 1;

    private static final int MSG = 1;

    private Messages() {}

    static byte[] negotiationRequest(String linkId, byte[] publicKey, String nodeId) {
        byte[] payload =
                new ProtoWriter()
                        .text(1, linkId)
                        .text(2, SLIM_VERSION)
                        .bytes(4, publicKey)
                        .number(5, EDGE)
                        .text(6, nodeId)
                        .toBytes();
        return message(5, new ProtoWriter().bytes(1, payload).toBytes());
    }

    static byte[] subscribe(Name source, Name destination, long subscriptionId, HeaderMac mac) {
        byte[] header = signedHeader(source, destination, TO_ONE, mac);
        return message(1, new ProtoWriter().bytes(1, header).number(2, subscriptionId).toBytes());
    }

    /// A publish whose last bytes are the payload.
    static byte[] publish(
            Name source, Name destination, int fanout, byte[] payload, HeaderMac mac) {
        byte[] session =
                new ProtoWriter().number(1, POINT_TO_POINT).number(2, MSG).number(3, 7).toBytes();
        byte[] application = new ProtoWriter().text(1, "msg").bytes(2, payload).toBytes();
        byte[] content = new ProtoWriter().bytes(1, application).toBytes();
        return message(
                3,
                new ProtoWriter()
                        .bytes(1, signedHeader(source, destination, fanout, mac))
                        .bytes(2, session)
                        .bytes(3, content)
                        .toBytes());
    }

    /// Whether the message that begins with this byte is a publish.
    static boolean beginsPublish(byte first) {
        return first == ((3 << 3) | 2);
    }

    /// What the acceptor answered to a link negotiation; empty if the message is something else.
    static Optional<byte[]> negotiatedKey(byte[] message, String linkId) {
        var key = new byte[0];
        var repliedTo = "";
        var outer = new ProtoReader(message);
        if (!outer.next() || outer.field() != 5) {
            return Optional.empty();
        }
        var link = new ProtoReader(outer.bytes());
        if (!link.next() || link.field() != 1) {
            return Optional.empty();
        }
        var payload = new ProtoReader(link.bytes());
        while (payload.next()) {
            switch (payload.field()) {
                case 1 -> repliedTo = payload.text();
                case 4 -> key = payload.bytes();
                default -> {
                    // of no concern to us
                }
            }
        }
        return repliedTo.equals(linkId) ? Optional.of(key) : Optional.empty();
    }

    /// An acknowledgement of a subscribe.
    record Ack(long subscriptionId, boolean success, String error) {}

    /// Empty if the message is something else.
    static Optional<Ack> ack(byte[] message) {
        var outer = new ProtoReader(message);
        if (!outer.next() || outer.field() != 6) {
            return Optional.empty();
        }
        long id = 0;
        var success = false;
        var error = "";
        var fields = new ProtoReader(outer.bytes());
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> id = fields.number();
                case 2 -> success = fields.number() != 0;
                case 3 -> error = fields.text();
                default -> {
                    // of no concern to us
                }
            }
        }
        return Optional.of(new Ack(id, success, error));
    }

    /// Whether the header at the front of a publish carries the right MAC.
    ///
    /// @param front the publish, or the first part of it that holds the whole header
    static boolean isSigned(byte[] front, HeaderMac mac) {
        byte[] header = headerOf(front);
        var fields = new ProtoReader(header);
        var tag = new byte[0];
        while (fields.next()) {
            if (fields.field() == 11) {
                tag = fields.bytes();
            }
        }
        return Arrays.equals(tag, mac.of(header));
    }

    private static byte[] headerOf(byte[] front) {
        int position = 1;
        while (front[position++] < 0) {
            // the length of the publish
        }
        int length = 0;
        position++; // the tag of the header
        for (int shift = 0; ; shift += 7) {
            byte next = front[position++];
            length |= (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        return Arrays.copyOfRange(front, position, position + length);
    }

    private static byte[] signedHeader(Name source, Name destination, int fanout, HeaderMac mac) {
        var header =
                new ProtoWriter()
                        .bytes(1, name(source))
                        .bytes(2, name(destination))
                        .number(4, fanout)
                        .text(5, SLIM_VERSION)
                        .number(6, ORIGINAL_TTL);
        return header.bytes(11, mac.of(header.toBytes())).toBytes();
    }

    private static byte[] name(Name name) {
        EncodedName encoded = name.encoded();
        byte[] id =
                new ProtoWriter()
                        .number(1, encoded.id().high())
                        .number(2, encoded.id().low())
                        .toBytes();
        byte[] components =
                new ProtoWriter()
                        .number(1, encoded.component0())
                        .number(2, encoded.component1())
                        .number(3, encoded.component2())
                        .bytes(4, id)
                        .toBytes();
        byte[] strings =
                new ProtoWriter()
                        .text(1, name.organization())
                        .text(2, name.namespace())
                        .text(3, name.service())
                        .toBytes();
        return new ProtoWriter().bytes(1, components).bytes(2, strings).toBytes();
    }

    private static byte[] message(int arm, byte[] content) {
        return new ProtoWriter().bytes(arm, content).toBytes();
    }
}
