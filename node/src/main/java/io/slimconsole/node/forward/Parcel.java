package io.slimconsole.node.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.slimconsole.node.transport.MessageStream;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What one lane has for one link, gathered until the lane hands it over: framed messages, one after the other.
///
/// Small messages share one buffer; large ones bring their own.
final class Parcel {
    /// Room for some twenty messages of a chat; what comes after it is a busy link.
    private static final int FIRST_BYTES = 4 * 1024;

    private static final int NEXT_BYTES = 32 * 1024;

    private final NetworkLink target;
    private final ByteBufAllocator allocator;
    private final List<ByteBuf> full = new ArrayList<>(2);
    private @Nullable ByteBuf current;
    private int messages;
    private int bytes;

    Parcel(NetworkLink target, ByteBufAllocator allocator) {
        this.target = target;
        this.allocator = allocator;
    }

    NetworkLink target() {
        return target;
    }

    int messages() {
        return messages;
    }

    /// Framing included.
    int bytes() {
        return bytes;
    }

    int payloadBytes() {
        return bytes - messages * MessageStream.FRAMING_BYTES;
    }

    /// Begins a message.
    ///
    /// @param length of the message
    /// @param copied how many bytes of it will be written to the result
    ByteBuf begin(int length, int copied) {
        int needed = MessageStream.FRAMING_BYTES + copied;
        if (current == null || current.writableBytes() < needed) {
            int usual = full.isEmpty() && current == null ? FIRST_BYTES : NEXT_BYTES;
            endCurrent();
            current = allocator.directBuffer(Math.max(needed, usual), Integer.MAX_VALUE);
        }
        current.writeByte(0);
        current.writeInt(length);
        messages++;
        bytes += MessageStream.FRAMING_BYTES + length;
        return current;
    }

    /// Appends the rest of the message that was begun last.
    ///
    /// @param rest is taken over
    void share(ByteBuf rest) {
        endCurrent();
        full.add(rest);
    }

    private void endCurrent() {
        if (current != null) {
            full.add(current);
            current = null;
        }
    }

    /// Everything, for the receiver to take over.
    List<ByteBuf> contents() {
        endCurrent();
        return full;
    }

    void release() {
        contents().forEach(ByteBuf::release);
    }
}
