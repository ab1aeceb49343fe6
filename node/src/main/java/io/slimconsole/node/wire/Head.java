package io.slimconsole.node.wire;

import io.netty.buffer.ByteBuf;

import org.jspecify.annotations.Nullable;

/// The head of one outgoing message, from its first byte to the end of the SLIM header, with or without room for a MAC.
///
/// Put together when it is first asked for, then kept until the next message.
final class Head {
    private static final int TTL_KEY = HeaderCursor.TTL << 3;
    private static final int MAC_KEY = HeaderCursor.HEADER_MAC << 3 | WireReader.BYTES;
    private static final int MAC_FIELD = 2 + MessageRewriter.MAC_BYTES;

    /// One huge identity must not occupy its memory for ever.
    private static final int KEPT_BYTES = 64 * 1024;

    private static final int USUAL_BYTES = 1024;

    private final boolean withMac;
    private byte[] bytes = new byte[USUAL_BYTES];
    private int at;
    private int macAt;
    private int ttl;
    private boolean built;

    Head(boolean withMac) {
        this.withMac = withMac;
    }

    void begin(int newTtl) {
        ttl = newTtl;
        built = false;
    }

    int bytes(MessageCursor message) {
        build(message);
        return at;
    }

    void write(MessageCursor message, ByteBuf out, byte @Nullable [] mac) {
        build(message);
        if (mac != null) {
            System.arraycopy(mac, 0, bytes, macAt, MessageRewriter.MAC_BYTES);
        }
        out.writeBytes(bytes, 0, at);
    }

    private void build(MessageCursor message) {
        if (built) {
            return;
        }
        built = true;
        HeaderCursor header = message.header();
        int headerLength = headerLength(header);
        int bodyLength =
                header.lengthAt()
                        - message.bodyStart()
                        + varintSize(headerLength)
                        + headerLength
                        + message.bodyEnd()
                        - header.end();
        // what came before and in the header, and at most: two longer lengths, another ttl, a MAC
        makeRoom(header.end() + 64);
        at = 0;
        copy(message, 0, message.bodyLengthAt());
        varint(bodyLength);
        copy(message, message.bodyStart(), header.lengthAt());
        varint(headerLength);
        boolean macDue = withMac;
        boolean ttlDue = ttl != 0;
        int from = header.start();
        for (int i = 0; i < header.cuts(); i++) {
            copy(message, from, header.cutStart(i));
            from = header.cutEnd(i);
            if (header.cutField(i) == HeaderCursor.TTL) {
                ttl();
                ttlDue = false;
            } else if (header.cutField(i) == HeaderCursor.HEADER_MAC && withMac) {
                mac();
                macDue = false;
            }
        }
        copy(message, from, header.end());
        if (ttlDue) {
            ttl();
        }
        if (macDue) {
            mac();
        }
    }

    private int headerLength(HeaderCursor header) {
        int length = header.end() - header.start() + (withMac ? MAC_FIELD : 0);
        boolean withTtl = ttl != 0;
        for (int i = 0; i < header.cuts(); i++) {
            length -= header.cutEnd(i) - header.cutStart(i);
            withTtl |= header.cutField(i) == HeaderCursor.TTL;
        }
        return withTtl ? length + 1 + varintSize(ttl) : length;
    }

    private void ttl() {
        varint(TTL_KEY);
        varint(ttl);
    }

    private void mac() {
        bytes[at++] = (byte) MAC_KEY;
        bytes[at++] = MessageRewriter.MAC_BYTES;
        macAt = at;
        at += MessageRewriter.MAC_BYTES;
    }

    private void copy(MessageCursor message, int from, int to) {
        message.copy(from, to - from, bytes, at);
        at += to - from;
    }

    private void varint(int value) {
        int left = value;
        while ((left & ~0x7F) != 0) {
            bytes[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    private static int varintSize(int value) {
        return 1 + (31 - Integer.numberOfLeadingZeros(value | 1)) / 7;
    }

    private void makeRoom(int needed) {
        if (needed > bytes.length || (bytes.length > KEPT_BYTES && needed <= KEPT_BYTES)) {
            bytes = new byte[Math.max(needed, USUAL_BYTES)];
        }
    }
}
