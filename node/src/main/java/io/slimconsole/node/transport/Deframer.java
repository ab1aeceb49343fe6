package io.slimconsole.node.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

import org.jspecify.annotations.Nullable;

/// Cuts the bytes of a stream into gRPC messages.
///
/// A message that lies whole in the bytes at hand is delivered as a slice of them. One that arrives in pieces is
/// gathered in a buffer of its own that grows with what really came: a length alone costs nothing.
final class Deframer {
    /// Where messages go; may stop the flow from within.
    interface Sink {
        void message(ByteBuf message);

        /// Nothing is delivered afterwards.
        void violation(GrpcStatus status, String detail);
    }

    private static final int SMALLEST_PIECE = 256;

    private final ByteBufAllocator allocator;
    private final int largestMessage;
    private final Sink sink;

    private boolean paused;
    private boolean closed;
    private int framingRead;
    private int flag;
    private int length;
    private @Nullable ByteBuf pieces;

    Deframer(ByteBufAllocator allocator, int largestMessage, Sink sink) {
        this.allocator = allocator;
        this.largestMessage = largestMessage;
        this.sink = sink;
    }

    /// Delivers the messages in `data` until it is used up or the flow is paused; the rest stays unread.
    void feed(ByteBuf data) {
        while (!paused && !closed && data.isReadable()) {
            if (framingRead == MessageStream.FRAMING_BYTES) {
                gather(data);
            } else if (readFraming(data)) {
                begin(data);
            }
        }
    }

    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
    }

    /// Whether a message has begun and is not complete.
    boolean inMessage() {
        return framingRead > 0;
    }

    void close() {
        closed = true;
        if (pieces != null) {
            pieces.release();
            pieces = null;
        }
    }

    private boolean readFraming(ByteBuf data) {
        if (framingRead == 0 && data.readableBytes() >= MessageStream.FRAMING_BYTES) {
            flag = data.readByte();
            length = data.readInt();
            framingRead = MessageStream.FRAMING_BYTES;
            return true;
        }
        while (framingRead < MessageStream.FRAMING_BYTES && data.isReadable()) {
            if (framingRead == 0) {
                flag = data.readByte();
                length = 0;
            } else {
                length = length << 8 | data.readUnsignedByte();
            }
            framingRead++;
        }
        return framingRead == MessageStream.FRAMING_BYTES;
    }

    private void begin(ByteBuf data) {
        if (flag == 1) {
            refuse(
                    GrpcStatus.UNIMPLEMENTED,
                    "a compressed message, though no compression was agreed on");
        } else if (flag != 0) {
            refuse(GrpcStatus.INTERNAL, "a gRPC message that begins with the flag " + flag);
        } else if (Integer.compareUnsigned(length, largestMessage) > 0) {
            refuse(
                    GrpcStatus.RESOURCE_EXHAUSTED,
                    "a message of %d bytes; the limit is %d"
                            .formatted(Integer.toUnsignedLong(length), largestMessage));
        } else if (data.readableBytes() >= length) {
            framingRead = 0;
            sink.message(data.readSlice(length));
        }
    }

    private void gather(ByteBuf data) {
        if (pieces == null) {
            pieces =
                    allocator.buffer(
                            Math.min(length, Math.max(SMALLEST_PIECE, data.readableBytes())));
        }
        pieces.writeBytes(data, Math.min(data.readableBytes(), length - pieces.readableBytes()));
        if (pieces.readableBytes() == length) {
            ByteBuf whole = pieces;
            pieces = null;
            framingRead = 0;
            try {
                sink.message(whole);
            } finally {
                whole.release();
            }
        }
    }

    private void refuse(GrpcStatus status, String detail) {
        closed = true;
        sink.violation(status, detail);
    }
}
