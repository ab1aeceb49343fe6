package io.slimconsole.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// Finds HTTP/2 frames in what a connection delivers, however it is cut; belongs to one thread.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9113.html#section-4.1">RFC 9113 §4.1</a>
final class FrameDecoder {
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int HEADER_BYTES = 9;

    private static final int PADDED = 8;

    interface Listener {
        /// A part of a DATA frame's payload, valid during the call.
        void data(ByteBuf bytes, int from, int count);

        /// A DATA frame is complete.
        void dataEnd(int flags, int length);

        /// Any other frame, whole; the payload is valid during the call.
        void frame(int type, int flags, int stream, ByteBuf payload);
    }

    private final Listener listener;
    private final ByteBuf header = Unpooled.buffer(HEADER_BYTES, HEADER_BYTES);
    private final ByteBuf payload = Unpooled.buffer(64);
    private boolean inPayload;
    private int length;
    private int type;
    private int flags;
    private int stream;
    private int remaining;

    FrameDecoder(Listener listener) {
        this.listener = listener;
    }

    /// Reads `in` to its end.
    void feed(ByteBuf in) {
        while (inPayload || header(in)) {
            int step = Math.min(remaining, in.readableBytes());
            if (type == DATA) {
                listener.data(in, in.readerIndex(), step);
                in.skipBytes(step);
            } else {
                payload.writeBytes(in, step);
            }
            remaining -= step;
            if (remaining > 0) {
                return;
            }
            inPayload = false;
            if (type == DATA) {
                listener.dataEnd(flags, length);
            } else {
                listener.frame(type, flags, stream, payload);
                payload.clear();
            }
        }
    }

    private boolean header(ByteBuf in) {
        ByteBuf source = in;
        if (header.isReadable() || in.readableBytes() < HEADER_BYTES) {
            header.writeBytes(in, Math.min(in.readableBytes(), header.writableBytes()));
            if (header.isWritable()) {
                return false;
            }
            source = header;
        }
        length = source.readUnsignedMedium();
        type = source.readUnsignedByte();
        flags = source.readUnsignedByte();
        stream = source.readInt();
        header.clear();
        if (type == DATA && (flags & PADDED) != 0) {
            throw new IllegalStateException("the node pads its DATA frames; the driver can't");
        }
        remaining = length;
        inPayload = true;
        return true;
    }
}
