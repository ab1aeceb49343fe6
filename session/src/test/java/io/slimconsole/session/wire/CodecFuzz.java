package io.slimconsole.session.wire;

import com.google.protobuf.ByteString;

import io.netty.buffer.Unpooled;
import io.slimconsole.node.wire.SlimMessage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What reads messages of sessions, for a fuzzer that looks for ways through it.
///
/// Bytes are a message or not, and nothing is thrown; a message that was read, written and read again is the same. A process of
/// its own runs it, by [CodecFuzzTest].
public final class CodecFuzz {
    private CodecFuzz() {}

    /// Called once by the fuzzer.
    public static void fuzzerInitialize() {
        Path seeds = Path.of(System.getProperty("fuzz.seeds"));
        var count = new AtomicInteger();
        SessionCodecTest.bodies()
                .forEach(
                        body -> {
                            SlimMessage message =
                                    SessionCodec.encode(
                                            SessionCodecTest.message(body),
                                            "a token",
                                            Optional.of(ByteString.copyFromUtf8("signature")));
                            write(seeds.resolve("seed-" + count.incrementAndGet()), message);
                        });
    }

    private static void write(Path file, SlimMessage message) {
        try {
            Files.write(file, message.encode().array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Called by the fuzzer for each input.
    public static void fuzzerTestOneInput(byte[] bytes) {
        SlimMessage.parse(Unpooled.wrappedBuffer(bytes))
                .flatMap(SessionCodec::decode)
                .ifPresent(CodecFuzz::requireSame);
    }

    private static void requireSame(Arrived arrived) {
        SessionMessage message = arrived.message();
        SlimMessage again = SessionCodec.encode(message, arrived.token(), arrived.signature());
        Optional<Arrived> read = SlimMessage.parse(again.encode()).flatMap(SessionCodec::decode);
        if (!read.equals(Optional.of(arrived))) {
            throw new IllegalStateException("read %s, and then %s".formatted(arrived, read));
        }
        byte[] header = SessionCodec.headerAad(message, arrived.token());
        byte[] same = SessionCodec.headerAad(message.with(Map.of()), arrived.token());
        if (!ByteString.copyFrom(header).equals(ByteString.copyFrom(same))) {
            throw new IllegalStateException("metadata in the header of " + message);
        }
    }
}
