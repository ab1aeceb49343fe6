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

/// What is said in a group.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class MessageBenchmark {
    @Param public Library library;

    @Param({"1", "2"})
    public int suite;

    private final byte[] plaintext = new byte[1024];
    private Library.Side group;
    private byte[] message;

    @Setup(Level.Trial)
    public void setUp() throws Exception {
        group = library.group(suite, 2);
    }

    /// A message can be read once; making it is not measured.
    @Setup(Level.Invocation)
    public void say() throws Exception {
        message = group.encrypt(plaintext);
    }

    @Benchmark
    public byte[] encrypt() throws Exception {
        return group.encrypt(plaintext);
    }

    @Benchmark
    public byte[] decrypt() throws Exception {
        return group.decrypt(message);
    }
}
