package io.slimconsole.node.wire;

import io.netty.buffer.ByteBuf;

/// Writes the outgoing form of a message: as it came, with another `ttl`, without `recv_from` and `forward_to`, and with
/// the header MAC of the link that it leaves by, or none.
///
/// An outgoing message is a small head, which ends with the SLIM header, and a rest that is the same bytes as they came
/// in: session header, content, metadata. The head is put together once per message and differs from link to link in 32
/// bytes; the rest is copied ([#writeSigned], [#writePlain]: small messages) or shared ([#retainedRest]: large ones).
/// Order and presence of all fields stay, unknown ones included.
///
/// Made once per event loop. What was prepared holds until the next [#prepare], as long as the cursor stays on its
/// message. Not thread-safe.
public final class MessageRewriter {
    public static final int MAC_BYTES = 32;

    private final Head signed = new Head(true);
    private final Head plain = new Head(false);
    private final MessageCursor message;

    /// @param message where the messages to write are read; only valid ones with a header may be prepared
    public MessageRewriter(MessageCursor message) {
        this.message = message;
    }

    /// Begins with the message that the cursor stands on.
    ///
    /// @param ttl what to write instead of the hops that it came with; unsigned
    public void prepare(int ttl) {
        signed.begin(ttl);
        plain.begin(ttl);
    }

    /// Bytes of the outgoing message with a MAC.
    public int signedLength() {
        return signed.bytes(message) + restLength();
    }

    /// Bytes of the outgoing message without one.
    public int plainLength() {
        return plain.bytes(message) + restLength();
    }

    /// Bytes that follow the head.
    public int restLength() {
        return message.length() - message.header().end();
    }

    /// Appends the whole message.
    ///
    /// @param mac [#MAC_BYTES] bytes
    public void writeSigned(ByteBuf out, byte[] mac) {
        writeSignedHead(out, mac);
        writeRest(out);
    }

    /// Appends the whole message, without a MAC.
    public void writePlain(ByteBuf out) {
        writePlainHead(out);
        writeRest(out);
    }

    /// Appends the head; [#retainedRest] has to follow.
    public void writeSignedHead(ByteBuf out, byte[] mac) {
        signed.write(message, out, mac);
    }

    /// Appends the head without a MAC; [#retainedRest] has to follow.
    public void writePlainHead(ByteBuf out) {
        plain.write(message, out, null);
    }

    /// What follows the head, without copying it; the caller releases it.
    public ByteBuf retainedRest() {
        return message.source()
                .retainedSlice(message.sourceIndex(message.header().end()), restLength());
    }

    private void writeRest(ByteBuf out) {
        out.writeBytes(message.source(), message.sourceIndex(message.header().end()), restLength());
    }
}
