package io.slimconsole.tests.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;

/// One HTTP/2 connection with one `OpenChannel` call on it, seen from the client: only what that takes.
///
/// It offers the windows and the frame size that upstream's SDK offers, so a node is driven by what it will meet. It
/// sends as fast as the node's windows and the socket allow, and asks its [Source] for more only then; so nothing piles
/// up on this side. All methods run on the channel's event loop.
final class CallHandler extends ChannelInboundHandlerAdapter implements FrameDecoder.Listener {
    private static final int STREAM = 1;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int ACK = 1;

    private static final int SETTINGS_ENABLE_PUSH = 2;
    private static final int SETTINGS_INITIAL_WINDOW_SIZE = 4;
    private static final int SETTINGS_MAX_FRAME_SIZE = 5;

    /// RFC 9113 §6.9.2: both windows until something else is said.
    private static final int INITIAL_WINDOW = 65_535;

    private static final int OFFERED_STREAM_WINDOW = 2 * 1024 * 1024;
    private static final int OFFERED_CONNECTION_WINDOW = 5 * 1024 * 1024;
    private static final int OFFERED_FRAME = 16_384;

    /// How much is sent before others on the same event loop have their turn.
    private static final int TURN_BYTES = 64 * 1024;

    /// What happens on the call.
    interface Listener extends MessageDecoder.Sink {
        /// The node accepted the call.
        void opened(CallHandler call);

        /// All that was there to read has been read.
        void readComplete();

        void closed(String reason);
    }

    /// Where outgoing bytes come from when there is room for them.
    @FunctionalInterface
    interface Source {
        /// Hands gRPC messages to [CallHandler#enqueue].
        ///
        /// @return false if there are none now
        boolean supply(CallHandler call);
    }

    private final Listener listener;
    private final String authority;
    private final FrameDecoder frames = new FrameDecoder(this);
    private final MessageDecoder messages;
    private final ArrayDeque<ByteBuf> outgoing = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private Source source = _ -> false;
    private long connectionWindow = INITIAL_WINDOW;
    private long streamWindow = INITIAL_WINDOW;
    private int initialStreamWindow = INITIAL_WINDOW;
    private int maxFrame = OFFERED_FRAME;
    private int unacknowledgedOnStream;
    private int unacknowledgedOnConnection;
    private boolean turnScheduled;
    private boolean stalled;
    private String reason = "the node closed the connection";

    CallHandler(Listener listener, String authority) {
        this.listener = listener;
        this.authority = authority;
        this.messages = new MessageDecoder(listener);
    }

    /// From now on `source` is asked whenever there is room.
    void sendFrom(Source newSource) {
        source = newSource;
        pump();
    }

    /// Asks the source again.
    void resume() {
        pump();
    }

    /// From now on no window is opened any more: a receiver that takes what it has promised to take, and no more.
    void stall() {
        stalled = true;
    }

    /// Sends one message behind what is queued.
    void send(byte[] message) {
        ByteBuf framed = context().alloc().directBuffer(5 + message.length);
        framed.writeByte(0).writeInt(message.length).writeBytes(message);
        enqueue(framed);
        pump();
    }

    /// Takes over a reference to bytes that continue the stream.
    void enqueue(ByteBuf bytes) {
        outgoing.add(bytes);
    }

    ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the call's connection is not open yet");
        }
        return context;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        ByteBuf out = ctx.alloc().directBuffer(256);
        out.writeCharSequence("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", US_ASCII);
        frameHeader(out, 18, FrameDecoder.SETTINGS, 0, 0);
        out.writeShort(SETTINGS_ENABLE_PUSH).writeInt(0);
        out.writeShort(SETTINGS_INITIAL_WINDOW_SIZE).writeInt(OFFERED_STREAM_WINDOW);
        out.writeShort(SETTINGS_MAX_FRAME_SIZE).writeInt(OFFERED_FRAME);
        windowUpdate(out, 0, OFFERED_CONNECTION_WINDOW - INITIAL_WINDOW);
        requestHeaders(out);
        write(ctx, out);
        ctx.flush();
    }

    /// HPACK (RFC 7541) with the static table only.
    private void requestHeaders(ByteBuf out) {
        int start = out.writerIndex();
        frameHeader(out, 0, FrameDecoder.HEADERS, END_HEADERS, STREAM);
        out.writeByte(0x83); // :method POST
        out.writeByte(0x86); // :scheme http
        out.writeByte(0x04); // :path
        literal(out, "/dataplane.proto.v1.DataPlaneService/OpenChannel");
        out.writeByte(0x01); // :authority
        literal(out, authority);
        out.writeByte(0x0F).writeByte(31 - 15); // content-type
        literal(out, "application/grpc");
        out.writeByte(0x00);
        literal(out, "te");
        literal(out, "trailers");
        out.setMedium(start, out.writerIndex() - start - FrameDecoder.HEADER_BYTES);
    }

    private static void literal(ByteBuf out, String text) {
        out.writeByte(text.length()); // under 127, and not Huffman coded
        out.writeCharSequence(text, US_ASCII);
    }

    private static void frameHeader(ByteBuf out, int length, int type, int flags, int stream) {
        out.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
    }

    private static void windowUpdate(ByteBuf out, int stream, int increment) {
        frameHeader(out, 4, FrameDecoder.WINDOW_UPDATE, 0, stream);
        out.writeInt(increment);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        var bytes = (ByteBuf) received;
        try {
            frames.feed(bytes);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        listener.readComplete();
        acknowledge(ctx);
        pump();
        ctx.flush();
    }

    private void acknowledge(ChannelHandlerContext ctx) {
        if (unacknowledgedOnStream >= OFFERED_STREAM_WINDOW / 2 && !stalled) {
            ByteBuf update = ctx.alloc().directBuffer(2 * (FrameDecoder.HEADER_BYTES + 4));
            windowUpdate(update, STREAM, unacknowledgedOnStream);
            unacknowledgedOnStream = 0;
            if (unacknowledgedOnConnection >= OFFERED_CONNECTION_WINDOW / 2) {
                windowUpdate(update, 0, unacknowledgedOnConnection);
                unacknowledgedOnConnection = 0;
            }
            write(ctx, update);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        source = _ -> false;
        outgoing.forEach(ByteBuf::release);
        outgoing.clear();
        listener.closed(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(cause.toString());
    }

    @Override
    public void data(ByteBuf bytes, int from, int count) {
        messages.feed(bytes, from, count);
    }

    @Override
    public void dataEnd(int flags, int length) {
        unacknowledgedOnStream += length;
        unacknowledgedOnConnection += length;
        if ((flags & END_STREAM) != 0) {
            end("the node ended the call");
        }
    }

    @Override
    public void frame(int type, int flags, int stream, ByteBuf payload) {
        switch (type) {
            case FrameDecoder.HEADERS -> {
                if ((flags & END_STREAM) != 0) {
                    end("the node ended the call");
                } else {
                    listener.opened(this);
                }
            }
            case FrameDecoder.SETTINGS -> {
                if ((flags & ACK) == 0) {
                    settings(payload);
                }
            }
            case FrameDecoder.WINDOW_UPDATE -> {
                if (stream == 0) {
                    connectionWindow += payload.readInt();
                } else {
                    streamWindow += payload.readInt();
                }
            }
            case FrameDecoder.PING -> {
                if ((flags & ACK) == 0) {
                    answer(FrameDecoder.PING, payload);
                }
            }
            case FrameDecoder.RST_STREAM ->
                    end("the node reset the call with code " + payload.readInt());
            case FrameDecoder.GOAWAY ->
                    reason = "the node said goodbye with code " + payload.getInt(4);
            default -> {
                // an extension; RFC 9113 §5.5 has us ignore it
            }
        }
    }

    private void settings(ByteBuf payload) {
        while (payload.isReadable()) {
            int setting = payload.readUnsignedShort();
            int value = payload.readInt();
            if (setting == SETTINGS_INITIAL_WINDOW_SIZE) {
                streamWindow += value - initialStreamWindow;
                initialStreamWindow = value;
            } else if (setting == SETTINGS_MAX_FRAME_SIZE) {
                maxFrame = value;
            }
        }
        answer(FrameDecoder.SETTINGS, payload);
    }

    private void answer(int type, ByteBuf payload) {
        ByteBuf out = context().alloc().directBuffer(32);
        frameHeader(out, payload.readableBytes(), type, ACK, 0);
        out.writeBytes(payload);
        write(context(), out);
        context().flush();
    }

    private void end(String why) {
        reason = why;
        var _ = context().close(); // channelInactive says when
    }

    private void pump() {
        ChannelHandlerContext ctx = context();
        int budget = TURN_BYTES;
        while (budget > 0 && ctx.channel().isWritable() && window() > 0) {
            if (outgoing.isEmpty() && !source.supply(this)) {
                break;
            }
            budget -= writeFrame(ctx);
        }
        if (budget < TURN_BYTES) {
            ctx.flush();
        }
        if (budget <= 0 && !turnScheduled) {
            turnScheduled = true;
            ctx.executor()
                    .execute(
                            () -> {
                                turnScheduled = false;
                                pump();
                            });
        }
    }

    private int window() {
        return (int) Math.min(Math.min(connectionWindow, streamWindow), maxFrame);
    }

    private int writeFrame(ChannelHandlerContext ctx) {
        int queued = 0;
        for (ByteBuf bytes : outgoing) {
            queued += bytes.readableBytes();
        }
        int length = Math.min(queued, window());
        ByteBuf header = ctx.alloc().directBuffer(FrameDecoder.HEADER_BYTES);
        frameHeader(header, length, FrameDecoder.DATA, 0, STREAM);
        write(ctx, header);
        int rest = length;
        while (rest > 0) {
            ByteBuf first = outgoing.element();
            if (first.readableBytes() <= rest) {
                rest -= first.readableBytes();
                write(ctx, outgoing.remove());
            } else {
                write(ctx, first.readRetainedSlice(rest));
                rest = 0;
            }
        }
        connectionWindow -= length;
        streamWindow -= length;
        return length;
    }

    /// A failed write closes the channel by way of exceptionCaught: that is what the void promise is for.
    private static void write(ChannelHandlerContext ctx, ByteBuf bytes) {
        var _ = ctx.write(bytes, ctx.voidPromise());
    }
}
