package io.slimconsole.tests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Frames and messages come out the same, wherever the stream is cut.
final class DecodersTest {
    private static final int CLOSING = 1;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void messagesSurviveAnyCut(long seed) {
        var random = new Random(seed);
        var sent = new ArrayList<Seen>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 50; i++) {
            byte[] message =
                    new byte[random.nextInt(4) == 0 ? random.nextInt(5000) : random.nextInt(300)];
            random.nextBytes(message);
            stream.writeByte(0).writeInt(message.length).writeBytes(message);
            sent.add(Seen.of(message));
        }
        var received = new ArrayList<Seen>();
        var decoder =
                new MessageDecoder(
                        (bytes, offset, available, length) ->
                                received.add(Seen.of(bytes, offset, available, length)));

        while (stream.isReadable()) {
            int cut = Math.min(stream.readableBytes(), random.nextInt(2000));
            decoder.feed(stream, stream.readerIndex(), cut);
            stream.skipBytes(cut);
        }

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void aCompressedMessageIsRefused() {
        var decoder = new MessageDecoder((_, _, _, _) -> {});
        ByteBuf stream = Unpooled.wrappedBuffer(new byte[] {1, 0, 0, 0, 0});

        assertThatThrownBy(() -> decoder.feed(stream, 0, 5)).hasMessageContaining("compressed");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.slimconsole.tests.kit.Seeds#some")
    void framesSurviveAnyCut(long seed) {
        var random = new Random(seed);
        var sent = new ArrayList<String>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 50; i++) {
            byte[] payload = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(400)];
            random.nextBytes(payload);
            int type = random.nextBoolean() ? FrameDecoder.DATA : FrameDecoder.PING;
            stream.writeMedium(payload.length).writeByte(type).writeByte(CLOSING).writeInt(i);
            stream.writeBytes(payload);
            sent.add(
                    type == FrameDecoder.DATA
                            ? "data " + ByteBufUtil.hexDump(payload)
                            : "frame 6 on " + i + " " + ByteBufUtil.hexDump(payload));
        }
        var listener = new RecordingListener();
        var decoder = new FrameDecoder(listener);

        while (stream.isReadable()) {
            decoder.feed(stream.readSlice(Math.min(stream.readableBytes(), random.nextInt(100))));
        }

        assertThat(listener.seen).isEqualTo(sent);
    }

    /// What the driver sees of a message: its length, and all of it or at least its front.
    private record Seen(int length, List<Byte> front) {
        static Seen of(byte[] message) {
            return of(Unpooled.wrappedBuffer(message), 0, message.length, message.length);
        }

        static Seen of(ByteBuf bytes, int offset, int available, int length) {
            assertThat(available).isGreaterThanOrEqualTo(Math.min(length, MessageDecoder.FRONT));
            var front = new ArrayList<Byte>();
            for (int i = 0; i < Math.min(available, MessageDecoder.FRONT); i++) {
                front.add(bytes.getByte(offset + i));
            }
            return new Seen(length, front);
        }
    }

    private static final class RecordingListener implements FrameDecoder.Listener {
        private final List<String> seen = new ArrayList<>();
        private final StringBuilder data = new StringBuilder();

        @Override
        public void data(ByteBuf bytes, int from, int count) {
            data.append(ByteBufUtil.hexDump(bytes, from, count));
        }

        @Override
        public void dataEnd(int flags, int length) {
            assertThat(flags).isEqualTo(CLOSING);
            assertThat(data).hasSize(2 * length);
            seen.add("data " + data);
            data.setLength(0);
        }

        @Override
        public void frame(int type, int flags, int stream, ByteBuf payload) {
            seen.add("frame %d on %d %s".formatted(type, stream, ByteBufUtil.hexDump(payload)));
        }
    }
}
