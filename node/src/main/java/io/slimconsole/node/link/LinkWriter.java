package io.slimconsole.node.link;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageRewriter;
import io.slimconsole.node.wire.SlimMessage;

/// Writes an application's messages for its link: with its header MAC. Not thread-safe.
public final class LinkWriter {
    private final HeaderMac mac;
    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);
    private final MessageRewriter rewriter = new MessageRewriter(cursor);
    private final byte[] tag = new byte[MessageRewriter.MAC_BYTES];

    public LinkWriter(HeaderMac mac) {
        this.mac = mac;
    }

    /// The message as the wire carries it.
    public byte[] write(SlimMessage message) {
        cursor.read(message.encode());
        try {
            int ttl = cursor.header().ttl();
            authenticator.gather();
            authenticator.sign(mac, ttl, tag);
            rewriter.prepare(ttl);
            var bytes = new byte[rewriter.signedLength()];
            rewriter.writeSigned(Unpooled.wrappedBuffer(bytes).clear(), tag);
            return bytes;
        } finally {
            cursor.release();
        }
    }
}
