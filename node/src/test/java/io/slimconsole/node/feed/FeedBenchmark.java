package io.slimconsole.node.feed;

import com.google.protobuf.ByteString;

import io.netty.buffer.ByteBufUtil;
import io.slimconsole.node.name.EncodedName;
import io.slimconsole.node.name.Name;
import io.slimconsole.node.name.NameId;
import io.slimconsole.node.wire.SessionInfo;
import io.slimconsole.node.wire.SlimMessage;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// What a record costs, both ends on one thread: a batch of messages of so many pairs is recorded, handed over and read.
///
/// Reading the message is what a node does anyway, and is measured as well: `off` is that alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class FeedBenchmark {
    private static final int BATCH = 1_000;

    /// One pair repeats its names, many take turns.
    @Param({"1", "64"})
    public int pairs;

    @Param({"1", "8"})
    public int receivers;

    private final MessageFeed off = new MessageFeed(0);
    private final MessageFeed all = new MessageFeed(0);
    private final MessageFeed control = new MessageFeed(0);
    private final FakeLane offLane = new FakeLane(off);
    private final FakeLane allLane = new FakeLane(all);
    private final FakeLane controlLane = new FakeLane(control);
    private final Sum sum = new Sum();
    private byte[][] messages = new byte[0][];

    @Setup(Level.Trial)
    public void setUp() {
        all.level(new FeedLevel.All());
        control.level(new FeedLevel.ControlOnly());
        offLane.receivers(1, receivers);
        allLane.receivers(1, receivers);
        controlLane.receivers(1, receivers);
        messages = new byte[pairs][];
        for (int i = 0; i < pairs; i++) {
            messages[i] =
                    ByteBufUtil.getBytes(
                            SlimMessage.publish(
                                            new Name("org", "ns", "app" + i, new NameId(5, i)),
                                            new Name("org", "ns", "agent" + i, new NameId(6, i)))
                                    .session(new SessionInfo(1, 1, i, i))
                                    .payload("text/plain", ByteString.copyFrom(new byte[100]))
                                    .build()
                                    .encode());
        }
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long off() {
        return run(offLane, off);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long controlOnly() {
        return run(controlLane, control);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long all() {
        return run(allLane, all);
    }

    private long run(FakeLane lane, MessageFeed feed) {
        for (int i = 0; i < BATCH; i++) {
            lane.reads(messages[i % pairs]).passesOn(i);
        }
        lane.handsOver();
        feed.drain(sum);
        return sum.bytes;
    }

    private static final class Sum implements MessageSink {
        private long bytes;

        @Override
        public void record(MessageRecord record) {
            bytes += record.bytes() + record.receiver(0);
        }

        @Override
        public void name(EncodedName prefix, Name strings) {
            bytes++;
        }
    }
}
