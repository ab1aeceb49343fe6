package io.slimconsole.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Finds gRPC messages in the bytes of a stream, however these are cut; belongs to one thread.
///
/// A message that lies within one piece is handed on where it lies. Of one that is cut only the front is kept, which is
/// where all that the driver looks at is.
final class MessageDecoder {
    /// How much of a cut message is kept.
    static final int FRONT = 1024;

    private static final int PREFIX = 5;

    interface Sink {
        /// @param bytes where the message lies, valid during the call
        /// @param offset where it begins
        /// @param available how much of it is there: all of it, or at least [#FRONT]
        /// @param length its length
        void message(ByteBuf bytes, int offset, int available, int length);
    }

    private final Sink sink;
    private final ByteBuf front = Unpooled.buffer(FRONT);
    private int prefixSeen;
    private int length;
    private int remaining;
    private boolean inMessage;

    MessageDecoder(Sink sink) {
        this.sink = sink;
    }

    void feed(ByteBuf in, int from, int count) {
        int offset = from;
        int end = from + count;
        while (offset < end) {
            if (!inMessage) {
                offset = prefix(in, offset, end);
                if (!inMessage) {
                    return;
                }
                if (end - offset >= length) {
                    inMessage = false;
                    sink.message(in, offset, length, length);
                    offset += length;
                    continue;
                }
            }
            int step = Math.min(remaining, end - offset);
            front.writeBytes(in, offset, Math.min(step, FRONT - front.readableBytes()));
            offset += step;
            remaining -= step;
            if (remaining == 0) {
                inMessage = false;
                sink.message(front, 0, front.readableBytes(), length);
            }
        }
    }

    private int prefix(ByteBuf in, int from, int end) {
        int offset = from;
        if (prefixSeen == 0 && end - offset >= PREFIX) {
            begin(in.getByte(offset), in.getInt(offset + 1));
            return offset + PREFIX;
        }
        while (offset < end && prefixSeen < PREFIX) {
            front.setByte(prefixSeen++, in.getByte(offset++));
        }
        if (prefixSeen == PREFIX) {
            begin(front.getByte(0), front.getInt(1));
        }
        return offset;
    }

    private void begin(byte compressed, int messageLength) {
        if (compressed != 0) {
            throw new IllegalStateException("the node sent a compressed message; none was agreed");
        }
        prefixSeen = 0;
        length = messageLength;
        remaining = messageLength;
        inMessage = true;
        front.clear();
    }
}
