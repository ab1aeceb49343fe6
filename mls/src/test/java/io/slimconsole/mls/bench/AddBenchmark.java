package io.slimconsole.mls.bench;

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
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/// Adding one member to a group, in the way of SLIM's moderators: without a path.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class AddBenchmark {
    @Param public Library library;

    @Param({"2", "100", "1000"})
    public int members;

    private Library.Side group;
    private byte[] keyPackage;
    private Library.Made added;

    @Setup(Level.Trial)
    public void setUp() throws Exception {
        group = library.group(2, members);
        keyPackage = group.keyPackage();
        added = group.add(keyPackage);
    }

    /// The moderator checks the key package and makes the commit and the Welcome.
    @Benchmark
    public Object add() throws Exception {
        return group.add(keyPackage);
    }

    /// A member follows.
    @Benchmark
    public Object process() throws Exception {
        return group.process(added.commit());
    }

    /// The new one joins, and checks the whole tree.
    @Benchmark
    public Object join() throws Exception {
        return group.join(added.welcome());
    }
}
