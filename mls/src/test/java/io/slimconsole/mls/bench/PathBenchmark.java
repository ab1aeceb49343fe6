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

/// Commits with a path in a large group in which nobody but the moderator has ever committed: the path is sealed for every member.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class PathBenchmark {
    @Param public Library library;

    @Param("1000")
    public int members;

    private Library.Side group;
    private Library.Made path;

    @Setup(Level.Trial)
    public void setUp() throws Exception {
        group = library.group(2, members);
        path = group.path();
    }

    /// The moderator removes a member.
    @Benchmark
    public Object remove() throws Exception {
        return group.remove(members / 2);
    }

    /// The same, with one core only.
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0")
    public Object removeAlone() throws Exception {
        return group.remove(members / 2);
    }

    /// A member follows a commit that is nothing but a path.
    @Benchmark
    public Object process() throws Exception {
        return group.process(path.commit());
    }
}
