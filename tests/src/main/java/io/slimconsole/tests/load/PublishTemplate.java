package io.slimconsole.tests.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One publish, encoded and signed once; each copy carries a stamp of its own in the first bytes of its payload, which
/// the MAC doesn't cover. Belongs to one link, since the MAC does.
///
/// The stamp is a sequence number from zero and a time of [System#nanoTime].
final class PublishTemplate {
    /// Sequence number and time, eight bytes each.
    static final int STAMP_BYTES = 16;

    private static final int GRPC_PREFIX = 5;

    /// Copies handed out together; what a tonic client puts together while it can't send.
    private static final int BATCH_BYTES = 16 * 1024;

    /// One gRPC message, or as many copies as make a batch.
    private final ByteBuf copies;

    /// Everything behind the stamp of a message too large to be copied.
    private final ByteBuf tail;

    private final int messageBytes;
    private final int stampOffset;
    private final int perBatch;

    /// @param publish ends in `payloadBytes` of payload, at least [#STAMP_BYTES]
    PublishTemplate(byte[] publish, int payloadBytes) {
        messageBytes = GRPC_PREFIX + publish.length;
        stampOffset = messageBytes - payloadBytes;
        perBatch = Math.max(1, BATCH_BYTES / messageBytes);
        byte[] framed =
                Unpooled.buffer(messageBytes)
                        .writeByte(0)
                        .writeInt(publish.length)
                        .writeBytes(publish)
                        .array();
        int copied = messageBytes;
        if (messageBytes > BATCH_BYTES) {
            copied = stampOffset + STAMP_BYTES;
        }
        copies = collected(copied * perBatch);
        for (int i = 0; i < perBatch; i++) {
            copies.writeBytes(framed, 0, copied);
        }
        tail = collected(messageBytes - copied);
        tail.writeBytes(Arrays.copyOfRange(framed, copied, messageBytes));
    }

    /// Links may still be sending from it when its owner has gone, so the garbage collector frees it.
    private static ByteBuf collected(int bytes) {
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(Math.max(1, bytes))).clear();
    }

    /// How many messages [#enqueueBatch] hands over.
    int perBatch() {
        return perBatch;
    }

    void enqueueBatch(CallHandler call, long firstSequence, long time) {
        enqueue(call, perBatch, firstSequence, time);
    }

    void enqueueOne(CallHandler call, long sequence, long time) {
        enqueue(call, 1, sequence, time);
    }

    private void enqueue(CallHandler call, int count, long firstSequence, long time) {
        ByteBufAllocator allocator = call.context().alloc();
        int copied = copies.readableBytes() / perBatch;
        ByteBuf bytes = allocator.directBuffer(copied * count);
        bytes.writeBytes(copies, 0, copied * count);
        for (int i = 0; i < count; i++) {
            bytes.setLong(i * copied + stampOffset, firstSequence + i);
            bytes.setLong(i * copied + stampOffset + Long.BYTES, time);
        }
        call.enqueue(bytes);
        if (tail.isReadable()) {
            call.enqueue(tail.retainedDuplicate());
        }
    }
}
