package io.slimconsole.node.link;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.MessageCursor;
import io.slimconsole.node.wire.MessageRewriter;
import io.slimconsole.node.wire.SlimMessage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// What a node does with one publish, apart from the transport and the table: read, verify, sign, write.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class HotPathBenchmark {
    private static final String LINK = "11111111-2222-4333-8444-555555555555";

    /// Small messages are copied, larger ones shared.
    private static final int SHARED_FROM = 8 * 1024;

    private static final int FAN_OUT = 8;

    @Param({"100", "1024", "65536"})
    public int payload;

    private final MessageCursor cursor = new MessageCursor();
    private final HeaderAuthenticator authenticator = new HeaderAuthenticator(cursor);
    private final MessageRewriter rewriter = new MessageRewriter(cursor);
    private final HeaderMac mac = new HeaderMac(new byte[32], LINK);
    private final byte[] tag = new byte[32];
    private ByteBuf in;
    private ByteBuf out;

    @Setup(Level.Trial)
    public void setUp() {
        var unsigned =
                SlimMessage.publish(
                                Name.of("org", "ns", "app").withId(new NameId(5, 42)),
                                Name.of("org", "ns", "agent").withId(new NameId(6, 43)))
                        .payload("text/plain", ByteString.copyFrom(new byte[payload]))
                        .build()
                        .encode();
        in = PooledByteBufAllocator.DEFAULT.directBuffer(payload + 1024);
        out = PooledByteBufAllocator.DEFAULT.directBuffer(2 * (payload + 1024));
        cursor.read(unsigned);
        authenticator.gather();
        authenticator.sign(mac, cursor.header().ttl(), tag);
        rewriter.prepare(cursor.header().ttl());
        rewriter.writeSigned(in, tag);
        if (cursorVerdict() != MacVerdict.ACCEPTED) {
            throw new IllegalStateException("the benchmark's own message is not valid");
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        in.release();
        out.release();
    }

    private MacVerdict cursorVerdict() {
        cursor.read(in);
        return authenticator.check(mac, true);
    }

    @Benchmark
    public Object read() {
        return cursor.read(in);
    }

    @Benchmark
    public Object readAndVerify() {
        return cursorVerdict();
    }

    @Benchmark
    public int forwardToOne() {
        cursorVerdict();
        rewriter.prepare(cursor.header().ttl() - 1);
        return send();
    }

    @Benchmark
    public int forwardToEight() {
        cursorVerdict();
        rewriter.prepare(cursor.header().ttl() - 1);
        int bytes = 0;
        for (int i = 0; i < FAN_OUT; i++) {
            bytes += send();
        }
        return bytes;
    }

    private int send() {
        authenticator.sign(mac, cursor.header().ttl() - 1, tag);
        out.clear();
        if (payload < SHARED_FROM) {
            rewriter.writeSigned(out, tag);
        } else {
            rewriter.writeSignedHead(out, tag);
            rewriter.retainedRest().release();
        }
        return out.writerIndex();
    }
}
